import { evaluateLab } from './evaluateLab';
import { LAB_EXAMPLES, LabExample } from './labExamples';
import { LabInput } from './labInput';
import { leastPrivilege } from './leastPrivilege';

const CORRECT = LAB_EXAMPLES.correct;
const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc';
const OTHER_PROVIDER =
  'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

type Parsed = { Version: string; Statement: Array<Record<string, unknown>> };

const withStatements = (statements: object[]): LabInput => ({
  ...CORRECT,
  trustPolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: statements,
  }),
});

const allow = (rest: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringLike: { 'api.pulumi.com/oidc:sub': '*' } },
  ...rest,
});

function suggestionFor(input: LabInput): Parsed {
  const suggestion = leastPrivilege(input);
  if (suggestion.kind !== 'suggested') {
    throw new Error(JSON.stringify(suggestion));
  }
  return JSON.parse(suggestion.after);
}

const statusAfter = (input: LabInput) =>
  evaluateLab({ ...input, trustPolicy: JSON.stringify(suggestionFor(input)) })
    .report?.status;

describe('leastPrivilege', () => {
  it.each<[LabExample]>([['wildcard'], ['audience'], ['subject']])(
    'makes the example "%s" trusted',
    name => {
      expect(statusAfter(LAB_EXAMPLES[name])).toBe('trusted');
    },
  );

  it('changes nothing that is so already, nor what it has made itself', () => {
    expect(leastPrivilege(CORRECT).kind).toBe('suggested');
    const own = {
      ...CORRECT,
      trustPolicy: JSON.stringify(suggestionFor(CORRECT)),
    };
    expect(leastPrivilege(own)).toEqual({ kind: 'already' });
  });

  it('admits all that are intended, and nobody else', () => {
    const input = {
      ...LAB_EXAMPLES.wildcard,
      intended: 'acme/payments/dev, acme/shop/prod',
    };
    expect(statusAfter(input)).toBe('trusted');
    expect(
      evaluateLab({
        ...input,
        trustPolicy: JSON.stringify(suggestionFor(input)),
        intended: '',
      }).report?.status,
    ).toBe('over-permissive');
  });

  it('leaves every statement about others as it is, in its order', () => {
    const github = allow({
      Sid: 'GitHub',
      Principal: { Federated: OTHER_PROVIDER },
    });
    const deny = allow({ Sid: 'No', Effect: 'Deny' });
    const service = {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const { Statement: statements } = suggestionFor(
      withStatements([github, allow(), deny, service]),
    );
    expect(statements).toHaveLength(4);
    expect(statements.slice(0, 3)).toEqual([github, deny, service]);
  });

  it('takes the identity provider out from among others', () => {
    const shared = allow({
      Principal: { Federated: [OTHER_PROVIDER, PROVIDER], AWS: '111122223333' },
    });
    const [left, own] = suggestionFor(withStatements([shared])).Statement;
    expect(left.Principal).toEqual({
      Federated: [OTHER_PROVIDER],
      AWS: '111122223333',
    });
    expect(own.Principal).toEqual({ Federated: PROVIDER });
  });

  it('asks for what was asked for besides', () => {
    const network = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    const [own] = suggestionFor(
      withStatements([
        allow({
          Condition: {
            ...network,
            StringEquals: {
              'api.pulumi.com/oidc:aud': 'aws:acme',
              'aws:PrincipalTag/team': 'payments',
            },
          },
        }),
      ]),
    ).Statement;
    expect(own.Condition).toEqual({
      ...network,
      StringEquals: {
        'api.pulumi.com/oidc:aud': 'aws:acme',
        'api.pulumi.com/oidc:sub':
          'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/prod',
        'aws:PrincipalTag/team': 'payments',
      },
    });
    expect(own.Sid).toBeUndefined();
  });

  it.each<[string, LabInput, RegExp]>([
    ['a subject that hangs on the user', LAB_EXAMPLES.user, /depends on who/],
    [
      'a policy that nobody understands',
      { ...CORRECT, trustPolicy: '{' },
      /not valid JSON/,
    ],
    [
      'statements with different further conditions',
      withStatements([
        allow(),
        allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      ]),
      /different further conditions/,
    ],
    [
      'more environments than fit',
      {
        ...CORRECT,
        intended: Array.from(
          { length: 60 },
          (_, at) => `acme/payments/environment-${at}`,
        ).join('\n'),
      },
      /characters/,
    ],
  ])('says why there is none for %s', (_, input, reason) => {
    expect(leastPrivilege(input)).toEqual({
      kind: 'impossible',
      reason: expect.stringMatching(reason),
    });
  });
});

import { SubjectPart } from '../claims/types';
import { evaluateTrustPolicy } from './evaluateTrustPolicy';
import { parseTrustPolicy } from './parseTrustPolicy';
import { Effect } from './types';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';
const SUBJECT = 'pulumi:environments:org:acme:env:payments/prod';

function effectOf(
  statements: object | object[],
  request: {
    subject?: string | SubjectPart[];
    version?: string;
    context?: Record<string, string>;
  } = {},
): Effect {
  const { policy, problems } = parseTrustPolicy({
    Version: request.version ?? '2012-10-17',
    Statement: [statements].flat().map(s => ({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...s,
    })),
  });
  expect(problems).toEqual([]);
  return evaluateTrustPolicy(policy!, {
    principal: { federated: PROVIDER },
    claims: { audience: 'aws:acme', subject: request.subject ?? SUBJECT },
    context: request.context,
  }).effect;
}

const when = (Condition: object) => ({ Condition });

describe('evaluateTrustPolicy', () => {
  // Rules: IAM User Guide, policy grammar and evaluation logic.
  it.each<[string, object | object[], Effect]>([
    ['no condition', {}, 'allow'],
    [
      'exact claims',
      when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: SUBJECT } }),
      'allow',
    ],
    [
      'values of a key are alternatives',
      when({ StringEquals: { [SUB]: ['x', SUBJECT] } }),
      'allow',
    ],
    [
      'keys are all needed',
      when({ StringEquals: { [AUD]: 'other', [SUB]: SUBJECT } }),
      'implicit-deny',
    ],
    [
      'StringEquals is case-sensitive',
      when({ StringEquals: { [AUD]: 'AWS:ACME' } }),
      'implicit-deny',
    ],
    [
      'key names are not',
      when({ StringEquals: { [AUD.toUpperCase()]: 'aws:acme' } }),
      'allow',
    ],
    [
      'StringEquals takes wildcards literally',
      when({ StringEquals: { [SUB]: '*' } }),
      'implicit-deny',
    ],
    [
      'StringLike crosses slashes and colons',
      when({ StringLike: { [SUB]: 'pulumi:*' } }),
      'allow',
    ],
    [
      '? is exactly one character',
      when({ StringLike: { [AUD]: 'aws:acm?' } }),
      'allow',
    ],
    [
      '? is not none',
      when({ StringLike: { [AUD]: 'aws:acme?' } }),
      'implicit-deny',
    ],
    [
      'StringEqualsIgnoreCase',
      when({ StringEqualsIgnoreCase: { [AUD]: 'AWS:acme' } }),
      'allow',
    ],
    [
      'negation is NOR',
      when({ StringNotEquals: { [SUB]: ['a', SUBJECT] } }),
      'implicit-deny',
    ],
    [
      'a missing key fails a positive operator',
      when({ StringEquals: { 'api.pulumi.com/oidc:jti': 'x' } }),
      'implicit-deny',
    ],
    [
      'a missing key passes a negated one',
      when({ StringNotEquals: { 'api.pulumi.com/oidc:jti': 'x' } }),
      'allow',
    ],
    [
      'a missing key passes IfExists',
      when({ StringEqualsIfExists: { 'other.com:sub': 'x' } }),
      'allow',
    ],
    [
      'a missing key passes ForAllValues',
      when({ 'ForAllValues:StringEquals': { 'other.com:sub': 'x' } }),
      'allow',
    ],
    [
      'a missing key fails ForAnyValue',
      when({ 'ForAnyValue:StringNotEquals': { 'other.com:sub': 'x' } }),
      'implicit-deny',
    ],
    [
      'the v2 issuer has keys of its own',
      when({ StringEquals: { 'api.pulumi.com/oidc/v2:aud': 'aws:acme' } }),
      'implicit-deny',
    ],
    [
      'a key without /oidc never has a value',
      when({ StringLike: { 'api.pulumi.com:sub': '*' } }),
      'implicit-deny',
    ],
    [
      'Null true on a present key',
      when({ Null: { [SUB]: 'true' } }),
      'implicit-deny',
    ],
    ['Null false on a present key', when({ Null: { [SUB]: false } }), 'allow'],
    [
      'Null true on a missing key',
      when({ Null: { 'other.com:sub': true } }),
      'allow',
    ],
    [
      'the source address is unknown',
      when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      'unknown',
    ],
    [
      'an operator that is not understood',
      when({ Magic: { [SUB]: 'x' } }),
      'unknown',
    ],
    [
      'a policy variable is not guessed',
      when({ StringEquals: { [SUB]: `\${${SUB}}` } }),
      'unknown',
    ],
    [
      'a failing condition beside an unknown one decides',
      when({
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        StringEquals: { [AUD]: 'x' },
      }),
      'implicit-deny',
    ],
    [
      'another provider',
      { Principal: { Federated: `${PROVIDER}/v2` } },
      'implicit-deny',
    ],
    [
      'another account',
      { Principal: { Federated: PROVIDER.replace('123', '999') } },
      'implicit-deny',
    ],
    [
      'one of several providers',
      { Principal: { Federated: ['x', PROVIDER] } },
      'allow',
    ],
    [
      'a provider that differs only in case',
      { Principal: { Federated: PROVIDER.replace('pulumi', 'Pulumi') } },
      'unknown',
    ],
    [
      'any AWS principal in an Allow is disputed',
      { Principal: { AWS: '*' } },
      'unknown',
    ],
    [
      'the account root is not the web identity',
      { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
      'implicit-deny',
    ],
    ['action wildcards', { Action: 'STS:assumerole*' }, 'allow'],
    [
      'sts:AssumeRole is another action',
      { Action: 'sts:AssumeRole' },
      'implicit-deny',
    ],
    [
      'NotAction allows what it does not list',
      { Action: undefined, NotAction: ['sts:AssumeRole'] },
      'allow',
    ],
    ['a Deny wins', [{}, { Effect: 'Deny' }], 'explicit-deny'],
    [
      'a Deny for anyone covers web identities',
      [{}, { Effect: 'Deny', Principal: '*' }],
      'explicit-deny',
    ],
    [
      'a Deny that does not match',
      [
        {},
        { Effect: 'Deny', ...when({ StringNotEquals: { [SUB]: SUBJECT } }) },
      ],
      'allow',
    ],
    [
      'a Deny that nobody can decide',
      [
        {},
        {
          Effect: 'Deny',
          ...when({ IpAddress: { 'aws:SourceIp': '1.1.1.1' } }),
        },
      ],
      'unknown',
    ],
  ])('%s', (_, statements, expected) => {
    expect(effectOf(statements)).toBe(expected);
  });

  it('takes variables literally in the old version', () => {
    expect(
      effectOf(when({ StringEquals: { [SUB]: '${x}' } }), {
        version: '2008-10-17',
        subject: '${x}',
      }),
    ).toBe('allow');
  });

  describe('with a part that only the opening knows', () => {
    const prefix =
      'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:p/e:pulumi.user.login:';
    const subject: SubjectPart[] = [prefix, { attribute: 'pulumi.user.login' }];

    it.each<[string, object, Effect]>([
      ['one user', { StringEquals: { [SUB]: `${prefix}personA` } }, 'depends'],
      ['any user', { StringLike: { [SUB]: `${prefix}*` } }, 'allow'],
      ['some users', { StringLike: { [SUB]: `${prefix}a*` } }, 'depends'],
      [
        'another environment',
        { StringLike: { [SUB]: `${prefix.replace('p/e', 'p/f')}*` } },
        'implicit-deny',
      ],
      [
        'not one user',
        { StringNotEquals: { [SUB]: `${prefix}personA` } },
        'depends',
      ],
      [
        'a star that starts before it',
        { StringLike: { [SUB]: 'pulumi:*' } },
        'allow',
      ],
      [
        'a star that must end before it ends',
        { StringLike: { [SUB]: 'pulumi:*x' } },
        'depends',
      ],
    ])('%s', (_, condition, expected) => {
      expect(effectOf(when(condition), { subject })).toBe(expected);
    });
  });

  it('explains which condition decided, with expected and actual', () => {
    const { policy } = parseTrustPolicy({
      Version: '2012-10-17',
      Statement: {
        Sid: 'Prod',
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        ...when({ StringEquals: { [AUD]: 'aws:acme', [SUB]: 'x' } }),
      },
    });
    expect(
      evaluateTrustPolicy(policy!, {
        principal: { federated: PROVIDER },
        claims: { audience: 'aws:acme', subject: SUBJECT },
      }).statements,
    ).toEqual([
      {
        statement: 'Prod',
        effect: 'Allow',
        applies: 'no',
        reason: `StringEquals ${SUB} expects "x"; the token says "${SUBJECT}"`,
      },
    ]);
  });
});

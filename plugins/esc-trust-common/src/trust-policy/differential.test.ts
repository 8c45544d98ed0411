/** @jest-environment node */
// The tests alone run in Node; nothing of the simulator gets into the package.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { judgeTrustPolicy } from '@internal/cloud-simulator';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { claimsFor } from '../claims/claimsFor';
import { analyzeExposure } from './analyzeExposure';
import { parseTrustPolicy } from './parseTrustPolicy';

// The cloud simulator judges by code of its own, written from AWS's rules: a
// bug would have to be made twice to stay unseen here.

const PROVIDER = 'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';
const O = 'pulumi:environments:org:acme:env:';
const C = 'pulumi:environments:pulumi.organization.login:acme';
const CURRENT = `${C}:currentEnvironment.name:`;
const DEPLOY =
  'pulumi:deploy:org:acme:project:p:stack:s:operation:update:scope:write';

const AUDIENCES = ['aws:acme', 'acme', 'azure:acme', 'aws:evil'];
const SUBJECTS = [
  `${O}p/e`,
  `${O}p/f`,
  `${O}P/E`,
  `${O}e`,
  `${O}<yaml>`,
  C,
  `${CURRENT}p/e`,
  `${CURRENT}P/E`,
  `${CURRENT}p/f`,
  `${C}:pulumi.user.login:u`,
  `${CURRENT}p/e:pulumi.user.login:u`,
  `${CURRENT}p/e:pulumi.user.login:u:rootEnvironment.name:p/f`,
  `${C}:rootEnvironment.name:p/e`,
  `${C}:rootEnvironment.name:p/f`,
  DEPLOY,
  DEPLOY.replace('update', 'detect-drift'),
  'pulumi:environments:org:evil:env:p/e',
];
const TOKENS = AUDIENCES.flatMap(audience =>
  SUBJECTS.map(subject => ({ audience, subject })),
);

const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...AUDIENCES, ...SUBJECTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '*',
      'pulumi:*',
      `${O}*`,
      `${O}p/?`,
      `${C}*`,
      `${CURRENT}p/*`,
      'aws:*',
      '?cme',
      '',
      'true',
      'false',
      '${aws:username}',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', '*', '?', ':'),
      maxLength: 5,
    }),
  },
);
const values = fc.oneof(value, fc.array(value, { maxLength: 4 }));

const operator = fc
  .tuple(
    fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom(
      'StringEquals',
      'StringEquals',
      'StringLike',
      'StringNotEquals',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'Null',
      'ArnLike',
      'stringequals',
    ),
    fc.constantFrom('', '', '', 'IfExists'),
  )
  .map(parts => parts.join(''));

const key = fc.constantFrom(
  ...[AUD, AUD, SUB, SUB, AUD.toUpperCase(), SUB.toUpperCase()],
  'api.pulumi.com/oidc:amr',
  'api.pulumi.com/oidc/v2:sub',
  'sts:ExternalId',
  'aws:SourceIp',
);

const principal = fc.constantFrom<unknown>(
  { Federated: PROVIDER },
  { Federated: PROVIDER },
  { Federated: PROVIDER },
  { Federated: ['x', PROVIDER], AWS: 'arn:aws:iam::111111111111:root' },
  { Federated: `${PROVIDER}/v2` },
  { Federated: '*' },
  { AWS: '*' },
  '*',
);

const action = fc.constantFrom(
  { Action: 'sts:AssumeRoleWithWebIdentity' },
  { Action: 'sts:AssumeRoleWithWebIdentity' },
  { Action: ['sts:TagSession', 'STS:assumerole*'] },
  { Action: 'sts:AssumeRole' },
  { NotAction: 'sts:AssumeRole' },
);

const effect = fc.constantFrom('Allow', 'Allow', 'Deny');

/** Anything that may stand in a policy. */
const anyStatement = fc
  .record({
    Effect: effect,
    Principal: principal,
    action,
    Condition: fc.dictionary(
      operator,
      fc.dictionary(key, values, { minKeys: 1, maxKeys: 2 }),
      { maxKeys: 3 },
    ),
  })
  .map(({ action: covered, ...rest }) => ({ ...rest, ...covered }));

/** What comes near to a policy of ours, where a proof may go wrong. */
const closeStatement = (subjects: string[]) =>
  fc
    .record({
      Effect: effect,
      audience: fc.oneof(
        { weight: 3, arbitrary: fc.constant('aws:acme') },
        { weight: 1, arbitrary: fc.subarray(AUDIENCES, { minLength: 1 }) },
      ),
      subject: fc.subarray(subjects, { minLength: 1, maxLength: 3 }),
      like: fc.boolean(),
    })
    .map(({ Effect, audience, subject, like }) => ({
      Effect,
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [AUD]: audience },
        [like ? 'StringLike' : 'ForAnyValue:StringEquals']: { [SUB]: subject },
      },
    }));

const policyOf = (statement: fc.Arbitrary<object>) =>
  fc.record({
    Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
    Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
  });

const environment = { organization: 'acme', project: 'p', name: 'e' };
const login = fc.record({
  subjectAttributes: fc.constantFrom<string[]>(
    [],
    ['currentEnvironment.name'],
    ['currentEnvironment.name', 'pulumi.user.login'],
    ['rootEnvironment.name'],
    ['currentEnvironment.name', 'pulumi.stack'],
    ['pulumi.user.login', 'pulumi.user.login'],
  ),
  openings: fc.subarray(
    [{ kind: 'direct' } as const, { kind: 'import' } as const],
    { minLength: 1 },
  ),
});

/** A login, and a policy about subjects like its own. */
const loginAndPolicy = login.chain(meant => {
  const alike = SUBJECTS.filter(subject =>
    meant.subjectAttributes.every(name => subject.includes(name)),
  );
  const subjects = alike.length > 0 ? alike : SUBJECTS;
  const close = closeStatement([...subjects, `${O}p/*`]);
  return fc.tuple(
    fc.constant(meant),
    policyOf(
      fc.oneof(
        { weight: 4, arbitrary: close },
        { weight: 1, arbitrary: anyStatement },
      ),
    ),
  );
});

/** Whether a login that is meant to pass sends such a token, by plain rules. */
function isMeant(
  token: { audience: string; subject: string },
  { subjectAttributes }: { subjectAttributes: string[] },
): boolean {
  const own = [
    ...(subjectAttributes.length === 0 ? [`${O}p/e`] : []),
    ...(subjectAttributes.join() === 'currentEnvironment.name'
      ? [`${CURRENT}p/e`]
      : []),
    ...(subjectAttributes.includes('pulumi.user.login') &&
    subjectAttributes.includes('currentEnvironment.name')
      ? [`${CURRENT}p/e:pulumi.user.login:u`]
      : []),
    ...(subjectAttributes.join() === 'rootEnvironment.name'
      ? [`${C}:rootEnvironment.name:p/e`]
      : []),
  ];
  return token.audience === 'aws:acme' && own.includes(token.subject);
}

/** Whether the claims name one organization; no issuer mints others. */
function isOneOrganization(token: { audience: string; subject: string }) {
  return token.audience.includes('evil') === token.subject.includes('evil');
}

function judge(
  document: object,
  token: { audience: string; subject: string },
  context: Record<string, string> = {},
) {
  return judgeTrustPolicy(document, {
    federated: PROVIDER,
    claims: { aud: token.audience, sub: token.subject },
    context,
  });
}

describe('against the judge of the cloud simulator', () => {
  it('proves exposure only when no stranger is admitted, and finds only strangers who are', () => {
    fc.assert(
      fc.property(loginAndPolicy, ([meant, document]) => {
        const parsed = parseTrustPolicy(document).policy;
        fc.pre(parsed !== undefined);
        const { verdict, witnesses } = analyzeExposure(parsed!, {
          identityProviderArn: PROVIDER,
          intended: meant.openings.flatMap(opening =>
            claimsFor({ environment, login: meant, opening }),
          ),
        });
        for (const witness of witnesses) {
          expect(judge(document, witness)).toBe('allow');
          expect(isMeant(witness, meant)).toBe(false);
        }
        const strangers =
          verdict === 'intended'
            ? TOKENS.filter(
                token =>
                  isOneOrganization(token) &&
                  !isMeant(token, meant) &&
                  judge(document, token) === 'allow',
              )
            : [];
        expect(strangers).toEqual([]);
      }),
      { numRuns: propertyRuns(1500) },
    );
  });
});

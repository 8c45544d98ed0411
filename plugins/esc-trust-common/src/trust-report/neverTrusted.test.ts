import {
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { environment, GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';
import { TrustStatus } from './types';

const AUDIENCE = 'aws:contoso';
const O = 'pulumi:environments:org:contoso:env:';
const C = 'pulumi:environments:pulumi.organization.login:contoso';
const OWN = `${C}:currentEnvironment.name:project/development`;
const STRANGER = `${O}other/x`;
const own = exactly(AUDIENCE, OWN);
const role = (document: unknown) => ({
  role: { arn: ROLE, trustPolicy: document, maxSessionDuration: 3600 },
});
const attributes = (...literal: string[]) =>
  login({ subjectAttributes: { literal } });

/** A stranger, and a Deny that would keep it out if it were understood. */
const guarded = (guard: object) => [
  exactly(AUDIENCE, [OWN, STRANGER]),
  {
    Effect: 'Deny',
    ...when({ ...guard, StringEquals: { [SUB]: STRANGER } }),
  },
];

const legacy: Partial<AssessTrustInput> = {
  environment: { ...environment, project: 'default', name: 'db' },
  login: login({ subjectAttributes: undefined }),
};

describe('assessTrust never trusts', () => {
  // Each lets somebody in, or may do so, whom nobody intended.
  it.each<
    [
      string,
      object | object[],
      TrustStatus,
      string[],
      Partial<AssessTrustInput>?,
    ]
  >([
    [
      'an environment that imports the legacy one',
      exactly('contoso', [`${O}db`, `${O}payments/evil`]),
      'unknown',
      ['legacy-default-project'],
      legacy,
    ],
    [
      'a legacy environment that imports',
      exactly(AUDIENCE, [OWN, `${O}evil`]),
      'unknown',
      [],
    ],
    [
      "another vendor's audience",
      exactly([AUDIENCE, 'azure:contoso'], OWN),
      'unknown',
      [],
    ],
    [
      'a value that holds a colon',
      exactly(AUDIENCE, [OWN, `${C}:pulumi.token.team:a:b`]),
      'unknown',
      ['subject-organization-wide'],
    ],
    [
      'an undocumented operation of Deployments',
      exactly(
        [AUDIENCE, 'contoso'],
        [
          OWN,
          'pulumi:deploy:org:contoso:project:core:stack:dev:operation:detect-drift:scope:write',
        ],
      ),
      'unknown',
      ['audience-bare-organization'],
    ],
    [
      'an importing environment that nobody named',
      exactly(
        AUDIENCE,
        ['project/development', 'evil/x'].map(
          name => `${C}:rootEnvironment.name:${name}`,
        ),
      ),
      'unknown',
      [],
      {
        login: attributes('rootEnvironment.name'),
        openings: [{ kind: 'import' }],
      },
    ],
    [
      'further attributes where a user is expected',
      exactly(
        AUDIENCE,
        ['', 'currentEnvironment.name:evil/x:'].map(
          more =>
            `${C}:pulumi.user.login:bob:${more}rootEnvironment.name:project/development`,
        ),
      ),
      'over-permissive',
      ['others-admitted'],
      { login: attributes('pulumi.user.login', 'rootEnvironment.name') },
    ],
    [
      'an attribute that is not documented',
      exactly(AUDIENCE, `${OWN}:pulumi.stack:a`),
      'unknown',
      ['unknown-subject-attribute'],
      { login: attributes('currentEnvironment.name', 'pulumi.stack') },
    ],
    [
      'twenty times the same attribute',
      own,
      'unknown',
      ['subject-shared', 'repeated-subject-attribute'],
      { login: attributes(...Array(20).fill('pulumi.organization.login')) },
    ],
    [
      'a Deny with an empty list',
      guarded({ StringNotEquals: { 'api.pulumi.com/oidc:aud': [] } }),
      'unknown',
      ['condition-undecidable'],
    ],
    [
      'a Deny with NullIfExists',
      guarded({ NullIfExists: { [SUB]: 'false' } }),
      'unknown',
      ['condition-undecidable'],
    ],
    [
      'a Deny with another value of Null',
      guarded({ Null: { [SUB]: 'nonsense' } }),
      'unknown',
      ['condition-undecidable'],
    ],
    [
      'any AWS principal',
      [own, { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      'unknown',
      ['any-principal'],
    ],
    [
      'any federated principal',
      [own, { ...own, Principal: { Federated: '*' } }],
      'unknown',
      ['any-principal'],
    ],
    [
      'a kind of principal in another case',
      [own, { Principal: { federated: PROVIDER } }],
      'unknown',
      ['trust-policy-unreadable'],
    ],
    [
      'a kind of principal that AWS does not know',
      [own, { Principal: { '*': '*' } }],
      'unknown',
      ['trust-policy-unreadable'],
    ],
    [
      'condition keys that differ only in case',
      when({
        StringEquals: {
          'api.pulumi.com/oidc:aud': AUDIENCE,
          [SUB]: [OWN, STRANGER],
          [SUB.toUpperCase()]: OWN,
        },
      }),
      'unknown',
      ['trust-policy-unreadable'],
    ],
  ])('%s', (_, statements, status, codes, changes = {}) => {
    const report = assessTrust({
      ...GOOD,
      ...role(policyOf(statements)),
      identityProvider: { clientIds: [AUDIENCE, 'contoso', 'azure:contoso'] },
      ...changes,
    });
    expect([report.status, report.findings.map(f => f.code)]).toEqual([
      status,
      codes,
    ]);
  });

  it('leaves the status alone when it only warns of AWS principals', () => {
    const report = assessTrust({
      ...GOOD,
      ...role(
        policyOf([
          own,
          {
            Principal: { AWS: 'arn:aws:iam::999999999999:root' },
            Action: 'sts:AssumeRole',
          },
        ]),
      ),
    });
    expect(report.status).toBe('trusted');
    expect(report.findings).toMatchObject([
      { code: 'further-principals', severity: 'warning', statement: '#1' },
    ]);
  });
});

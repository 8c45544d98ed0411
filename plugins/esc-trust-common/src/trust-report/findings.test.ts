import {
  AUD,
  exactly,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { parseTrustPolicy } from '../trust-policy/parseTrustPolicy';
import { ROLE } from './__testUtils__/goodInput';
import { statementFindings } from './findings';

const CLAIMS = {
  [AUD]: 'aws:acme',
  [SUB]: 'pulumi:environments:org:acme:env:p/e',
};
const exact = when({ StringEquals: CLAIMS });
const ISSUER = 'api.pulumi.com/oidc';
const like = (subject: string) =>
  when({ StringEquals: { [AUD]: 'aws:acme' }, StringLike: { [SUB]: subject } });
const ROOT = 'arn:aws:iam::999999999999:root';
const USER = 'arn:aws:iam::123456789012:user/eve';

/** Codes and what the sentences name. */
function findingsOf(statements: object | object[]) {
  const { policy, problems } = parseTrustPolicy(policyOf(statements));
  expect(problems).toEqual([]);
  return statementFindings(policy!, PROVIDER, ROLE).flat();
}

const deny = (Condition: object) => [exact, { Effect: 'Deny', Condition }];

describe('statementFindings', () => {
  it.each<[string, object | object[], string[]]>([
    ['nothing about exact claims', exact, []],
    ['no condition', {}, ['audience-not-tested', 'subject-not-tested']],
    [
      'patterns',
      when({ StringLike: { [AUD]: 'aws:*', [SUB]: 'x?' } }),
      ['audience-wildcard', 'subject-wildcard'],
    ],
    [
      'a pattern that is compared literally',
      exactly('aws:acme', 'pulumi:*'),
      ['literal-wildcard'],
    ],
    [
      'any stack',
      exactly('aws:acme', 'pulumi:environments:org:acme:env:<yaml>'),
      ['subject-any-stack'],
    ],
    [
      'a Null that can be decided',
      when({ StringEquals: CLAIMS, Null: { [SUB]: 'false' } }),
      [],
    ],
    [
      'a key that no token carries',
      when({ StringEquals: { ...CLAIMS, 'sts:ExternalId': 'x' } }),
      ['condition-never-filled'],
    ],
    [
      "a claim of our issuer that AWS doesn't pass on",
      when({ StringEquals: { ...CLAIMS, [`${ISSUER}:current_env`]: 'p/e' } }),
      ['condition-never-filled'],
    ],
    ...[
      'other.com:sub',
      'https://api.pulumi.com/oidc:sub',
      'api.pulumi.com:sub',
      `${ISSUER}/v2:sub`,
    ].map((key): [string, object, string[]] => [
      `the key ${key} of another issuer`,
      when({ StringEquals: { ...CLAIMS, [key]: 'x' } }),
      ['condition-foreign-issuer'],
    ]),
    // Access Analyzer: "ForAllValues with single valued key"; User Guide: a
    // missing key makes IfExists, ForAllValues and negated operators true.
    ...[
      'StringEqualsIfExists',
      'ForAllValues:StringLike',
      'StringNotEquals',
      'StringNotLikeIfExists',
    ].map((operator): [string, object, string[]] => [
      `${operator} on a key that no token carries`,
      when({
        [operator]: { 'sts:ExternalId': 'x' },
        StringLike: CLAIMS,
      }),
      ['condition-vacuous'],
    ]),
    [
      'Null that demands that a foreign key is absent',
      when({ StringEquals: CLAIMS, Null: { 'other.com:sub': 'true' } }),
      ['condition-vacuous', 'condition-foreign-issuer'],
    ],
    [
      'lenient operators on claims that every token has',
      when({
        StringEqualsIfExists: { [AUD]: CLAIMS[AUD] },
        'ForAllValues:StringEquals': { [SUB]: CLAIMS[SUB] },
      }),
      ['condition-lenient', 'condition-lenient'],
    ],
    [
      'claims that are only excluded',
      when({ StringNotEquals: { [AUD]: 'aws:evil', [SUB]: 'x' } }),
      [
        'audience-not-tested',
        'condition-only-excludes',
        'subject-not-tested',
        'condition-only-excludes',
      ],
    ],
    [
      'a subject compared with itself',
      exactly('aws:acme', `\${${SUB}}`),
      ['subject-not-tested', 'condition-self-reference'],
    ],
    [
      'an audience compared with itself beside another value',
      exactly(['aws:acme', `\${${AUD.toUpperCase()}}`], CLAIMS[SUB]),
      ['audience-not-tested', 'condition-self-reference'],
    ],
    // Reference, aws-iam-trust.md, section 10.1.
    ...[
      '*',
      'pulumi:*',
      'pulumi:environments:*',
      'pulumi:environments:org:*',
      'pulumi:environments:org:acme:env:*',
      'pulumi:environments:pulumi.organization.login:acme*',
      'pulumi:environments:pulumi.organization.login:acme:**',
    ].map((subject): [string, object, string[]] => [
      `the organization-wide subject ${subject}`,
      like(subject),
      ['subject-organization-wide'],
    ]),
    ...[
      'pulumi:environments:pulumi.organization.login:acme',
      'pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:bob',
    ].map((subject): [string, object, string[]] => [
      `the exact subject ${subject}, which names no environment`,
      exactly('aws:acme', subject),
      ['subject-organization-wide'],
    ]),
    ...[
      'pulumi:environments:org:acme:env:prod*',
      'pulumi:environments:org:acme:env:payments/prod*',
      'pulumi:environments:org:acme:env:payments/prod*/x',
      'pulumi:environments:org:ac*',
      'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:prod*',
    ].map((subject): [string, object, string[]] => [
      `the prefix of a name in ${subject}`,
      like(subject),
      ['subject-prefix-bleed'],
    ]),
    [
      'all environments of a project',
      like('pulumi:environments:org:acme:env:prod/*'),
      ['subject-wildcard'],
    ],
    [
      'a session name instead of the subject',
      when({
        StringEquals: { [AUD]: 'aws:acme', 'sts:RoleSessionName': 'ours' },
      }),
      ['subject-not-tested', 'session-name-guard', 'condition-undecidable'],
    ],
    [
      'a session name beside the subject',
      when({ StringEquals: { ...CLAIMS, 'sts:RoleSessionName': 'ours' } }),
      ['condition-undecidable'],
    ],
    [
      'NotAction',
      { ...exact, Action: undefined, NotAction: 'sts:AssumeRole' },
      ['not-action'],
    ],
    ...['sts:*', 'sts:AssumeRole*', 'STS:AssumeRoleWith*'].map(
      (action): [string, object, string[]] => [
        `the action ${action}`,
        { ...exact, Action: ['sts:TagSession', action] },
        ['broad-action'],
      ],
    ),
    [
      'a key that only AWS knows',
      when({
        StringEquals: CLAIMS,
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      }),
      ['condition-undecidable'],
    ],
    [
      'a variable',
      exactly('aws:acme', '${aws:username}'),
      ['condition-undecidable'],
    ],
    [
      'an empty list',
      when({ StringEquals: { ...CLAIMS, [SUB]: [] } }),
      ['condition-without-values'],
    ],
    [
      'an empty list of a negated operator in a Deny',
      deny({ StringNotEquals: { [AUD]: [] } }),
      ['condition-undecidable'],
    ],
    [
      'Null with another value in a Deny',
      deny({ Null: { [AUD]: 'nonsense' } }),
      ['condition-undecidable'],
    ],
    [
      'NullIfExists in a Deny',
      deny({ NullIfExists: { [AUD]: 'false' } }),
      ['condition-undecidable'],
    ],
    [
      'ForAnyValue and IfExists on a missing key in a Deny',
      deny({ 'ForAnyValue:StringEqualsIfExists': { 'other.com:sub': 'x' } }),
      ['condition-undecidable'],
    ],
    [
      'a usual guard in a Deny',
      deny({ StringNotEquals: { [SUB]: CLAIMS[SUB] } }),
      [],
    ],
    [
      'any AWS principal by another action',
      [exact, { Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      ['any-principal'],
    ],
    [
      'any federated principal',
      { ...exact, Principal: { Federated: [PROVIDER, '*'] } },
      ['any-principal'],
    ],
    ['anyone', { ...exact, Principal: '*' }, ['any-principal']],
    [
      'other AWS principals',
      [exact, { Principal: { AWS: [ROOT, USER] }, Action: 'sts:AssumeRole' }],
      ['further-principals'],
    ],
    [
      'AWS principals beside ours',
      {
        ...exact,
        Principal: { Federated: PROVIDER, AWS: ['*', ROOT] },
        Action: 'sts:*',
      },
      ['any-principal', 'further-principals', 'broad-action'],
    ],
    [
      'AWS principals who may only tag sessions, or are denied',
      [
        exact,
        { Principal: { AWS: ROOT }, Action: 'sts:TagSession' },
        { Effect: 'Deny', Principal: { AWS: ROOT }, Action: 'sts:AssumeRole' },
      ],
      [],
    ],
  ])('%s', (_, statements, codes) => {
    expect(findingsOf(statements).map(f => f.code)).toEqual(codes);
  });

  it('names the further principals', () => {
    const [finding] = findingsOf({
      Principal: { AWS: [ROOT, USER] },
      Action: 'sts:AssumeRole',
    });
    expect(finding).toMatchObject({ severity: 'warning', statement: '#0' });
    expect(finding.message).toContain(`${ROOT}, ${USER}`);
  });

  it('binds a finding to the statement as it stands', () => {
    const fingerprint = (audience: string) =>
      findingsOf(when({ StringEquals: { [AUD]: audience } }))[0].fingerprint;
    expect(fingerprint('aws:acme')).toBe(fingerprint('aws:acme'));
    expect(fingerprint('aws:acme')).not.toBe(fingerprint('acme'));
  });

  it('compares audiences with those of the intended organizations', () => {
    const { policy } = parseTrustPolicy(
      policyOf(
        exactly(
          ['aws:acme', 'acme', 'azure:acme', 'aws:acme-evil', 'evil'],
          CLAIMS[SUB],
        ),
      ),
    );
    const found = (...audiences: string[]) =>
      statementFindings(policy!, PROVIDER, ROLE, new Set(audiences))
        .flat()
        .map(f => `${f.code} ${/"(.*?)"/.exec(f.message)?.[1]}`);
    expect(found('aws:acme')).toEqual([
      'audience-bare-organization acme',
      'audience-other-organization aws:acme-evil',
      'audience-other-organization evil',
    ]);
    // An environment of the legacy project needs it.
    expect(found('aws:acme', 'acme', 'aws:evil')).toEqual([
      'audience-other-organization aws:acme-evil',
      'audience-bare-organization evil',
    ]);
  });

  it('takes a variable for text where there are none', () => {
    const { policy } = parseTrustPolicy(
      policyOf(exactly('aws:acme', `\${${SUB}}`), '2008-10-17'),
    );
    expect(statementFindings(policy!, PROVIDER, ROLE).flat()).toEqual([]);
  });
});

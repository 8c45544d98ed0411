import { AwsLogin } from '../definition/types';
import { claimsFor } from '../claims/claimsFor';
import { suggestTrustPolicy } from '../trust-policy/suggestTrustPolicy';
import { assessTrust, AssessTrustInput } from './assessTrust';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
const ROLE = 'arn:aws:iam::123456789012:role/example';
const AUD = 'api.pulumi.com/oidc:aud';
const SUB = 'api.pulumi.com/oidc:sub';
const environment = {
  organization: 'contoso',
  project: 'project',
  name: 'development',
};

function policy(Condition: object) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition,
      },
    ],
  };
}

function login(changes: Partial<AwsLogin> = {}): AwsLogin {
  return {
    path: 'aws.login',
    kind: 'oidc',
    roleArn: { literal: ROLE },
    sessionName: { literal: 'pulumi-environments-session' },
    duration: { literal: '1h' },
    subjectAttributes: { literal: ['currentEnvironment.name'] },
    position: { line: 1, column: 1 },
    ...changes,
  };
}

const tight = suggestTrustPolicy({
  identityProviderArn: PROVIDER,
  claims: claimsFor({
    environment,
    login: { subjectAttributes: ['currentEnvironment.name'] },
  }),
});

const GOOD: AssessTrustInput = {
  environment,
  login: login(),
  role: { arn: ROLE, trustPolicy: tight, maxSessionDuration: 3600 },
  identityProvider: { arn: PROVIDER, clientIds: ['aws:contoso'] },
};

/** Status, the first gate that doesn't pass, and its message. */
function summary(changes: Partial<AssessTrustInput>) {
  const report = assessTrust({ ...GOOD, ...changes });
  const gate = report.gates.find(g => g.outcome !== 'pass');
  return [report.status, gate?.gate, gate?.message];
}

const role = (trustPolicy: unknown, maxSessionDuration = 3600) => ({
  role: { arn: ROLE, trustPolicy, maxSessionDuration },
});

describe('assessTrust', () => {
  it('trusts what fits exactly', () => {
    expect(assessTrust(GOOD)).toMatchObject({
      status: 'trusted',
      access: 'works',
      exposure: { verdict: 'intended', witnesses: [] },
      claims: {
        issuer: 'https://api.pulumi.com/oidc',
        audience: 'aws:contoso',
        subject:
          'pulumi:environments:pulumi.organization.login:contoso:currentEnvironment.name:project/development',
      },
      openings: [
        { opening: 'direct', certainty: 'documented', decision: 'allow' },
      ],
      findings: [],
    });
  });

  it.each<[string, Partial<AssessTrustInput>, string, string, RegExp]>([
    [
      'the environment is gone',
      { login: null },
      'untrusted',
      'login',
      /no such AWS login/,
    ],
    [
      'the login points elsewhere',
      { login: login({ roleArn: { literal: `${ROLE}2` } }) },
      'untrusted',
      'login',
      /points at/,
    ],
    [
      'the login is static',
      { login: login({ kind: 'static' }) },
      'untrusted',
      'login',
      /static credentials/,
    ],
    [
      'the role is an expression',
      {
        login: login({ roleArn: { expression: '${role}' } }),
        role: undefined,
        identityProvider: undefined,
      },
      'unknown',
      'login',
      /expression \$\{role\}/,
    ],
    [
      'the definition was not read',
      { login: undefined },
      'unknown',
      'login',
      /could not be read/,
    ],
    [
      'no identity provider',
      { identityProvider: null },
      'untrusted',
      'identity-provider',
      /No OpenIDConnect provider found in your account for https:\/\/api.pulumi.com\/oidc/,
    ],
    [
      'the audience is not listed',
      { identityProvider: { clientIds: ['contoso'] } },
      'untrusted',
      'audience',
      /Incorrect token audience/,
    ],
    [
      'no such role',
      { role: null },
      'untrusted',
      'role',
      /Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    ],
    [
      'another subject',
      role(
        policy({
          StringEquals: {
            [AUD]: 'aws:contoso',
            [SUB]: 'pulumi:environments:org:contoso:env:project/development',
          },
        }),
      ),
      'untrusted',
      'trust-policy',
      /expects "pulumi:environments:org:contoso:env:project\/development"; the token says/,
    ],
    [
      'the default duration of 2h on a 1h role',
      { login: login({ duration: undefined }) },
      'untrusted',
      'session-duration',
      /DurationSeconds exceeds the MaxSessionDuration/,
    ],
    [
      'a duration below what AWS takes',
      { login: login({ duration: { literal: '5m' } }) },
      'untrusted',
      'session-duration',
      /15m to 12h/,
    ],
    [
      'a policy that is not understood',
      role('{'),
      'unknown',
      'trust-policy',
      /can't be decided/,
    ],
    [
      'a condition that is not understood',
      role(
        policy({
          StringEquals: { [AUD]: 'aws:contoso' },
          IpAddress: { 'aws:SourceIp': '1.1.1.1' },
        }),
      ),
      'unknown',
      'trust-policy',
      /can't be decided/,
    ],
    [
      'attributes that are an expression',
      { login: login({ subjectAttributes: { expression: '${a}' } }) },
      'unknown',
      'trust-policy',
      /can't be decided/,
    ],
  ])('%s', (_, changes, status, gate, message) => {
    expect(summary(changes)).toEqual([
      status,
      gate,
      expect.stringMatching(message),
    ]);
  });

  it('assumes the least maximum when the role tells none', () => {
    const unknownMaximum = { role: { arn: ROLE, trustPolicy: tight } };
    expect(summary(unknownMaximum)[0]).toBe('trusted');
    expect(
      summary({
        ...unknownMaximum,
        login: login({ duration: { literal: '2h' } }),
      }),
    ).toEqual(['unknown', 'session-duration', expect.any(String)]);
  });

  it("calls the seed document's audience-only policy over-permissive", () => {
    const report = assessTrust({
      ...GOOD,
      ...role(policy({ StringEquals: { [AUD]: 'aws:contoso' } })),
    });
    expect(report).toMatchObject({
      status: 'over-permissive',
      access: 'works',
      findings: [{ code: 'subject-not-tested', severity: 'error' }],
    });
    expect(report.exposure.witnesses.length).toBeGreaterThan(0);
  });

  it("calls the seed document's policy for one user conditional", () => {
    const subject =
      'pulumi:environments:pulumi.organization.login:contoso:currentEnvironment.name:project/development:pulumi.user.login:personA';
    expect(
      assessTrust({
        ...GOOD,
        login: login({
          subjectAttributes: {
            literal: ['currentEnvironment.name', 'pulumi.user.login'],
          },
        }),
        ...role(
          policy({ StringEquals: { [AUD]: 'aws:contoso', [SUB]: subject } }),
        ),
      }),
    ).toMatchObject({
      status: 'conditional',
      access: 'conditional',
      exposure: { verdict: 'intended' },
    });
  });

  it('judges a stack opening by its own subject', () => {
    const plain = role(
      policy({
        StringEquals: {
          [AUD]: 'aws:contoso',
          [SUB]: 'pulumi:environments:org:contoso:env:project/development',
        },
      }),
    );
    const noAttributes = {
      login: login({ subjectAttributes: undefined }),
      ...plain,
    };
    expect(summary(noAttributes)[0]).toBe('trusted');
    expect(
      summary({
        ...noAttributes,
        openings: [{ kind: 'direct' }, { kind: 'stack' }],
      }),
    ).toEqual(['untrusted', 'trust-policy', expect.stringContaining('<yaml>')]);
  });

  it('takes environments that are meant to share the role for intended', () => {
    const other = {
      organization: 'contoso',
      project: 'project',
      name: 'other',
    };
    const shared = suggestTrustPolicy({
      identityProviderArn: PROVIDER,
      claims: [environment, other].flatMap(e =>
        claimsFor({
          environment: e,
          login: { subjectAttributes: ['currentEnvironment.name'] },
        }),
      ),
    });
    expect(summary(role(shared))[0]).toBe('over-permissive');
    expect(summary({ ...role(shared), intended: [other] })[0]).toBe('trusted');
  });

  it('takes attributes that do not name the environment for shared', () => {
    const subject =
      'pulumi:environments:pulumi.organization.login:contoso:pulumi.user.login:*';
    const report = assessTrust({
      ...GOOD,
      login: login({ subjectAttributes: { literal: ['pulumi.user.login'] } }),
      ...role(
        policy({
          StringEquals: { [AUD]: 'aws:contoso' },
          StringLike: { [SUB]: subject },
        }),
      ),
    });
    expect(report.status).not.toBe('trusted');
    expect(report.findings.map(f => f.code)).toContain('subject-shared');
  });

  it('binds a finding to the statement as it stands', () => {
    const fingerprint = (audience: string) =>
      assessTrust({
        ...GOOD,
        ...role(policy({ StringEquals: { [AUD]: audience } })),
      }).findings.find(f => f.code === 'subject-not-tested')!.fingerprint;
    expect(fingerprint('aws:contoso')).toBe(fingerprint('aws:contoso'));
    expect(fingerprint('aws:contoso')).not.toBe(fingerprint('contoso'));
  });
});

import { PROVIDER } from '../trust-policy/__testUtils__/policies';
import { GOOD, login, ROLE } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';
import { Gate } from './types';

/** What the user reads at one gate. */
function atGate(gate: Gate, changes: Partial<AssessTrustInput> = {}) {
  const found = assessTrust({ ...GOOD, ...changes }).gates.find(
    g => g.gate === gate,
  )!;
  return [found.outcome, found.message];
}

const withMaximum = (maxSessionDuration?: number) => ({
  role: { ...GOOD.role!, maxSessionDuration },
});

describe('each gate says what it saw', () => {
  it.each<[Gate, string]>([
    ['login', `aws.login points at ${ROLE}.`],
    ['identity-provider', 'https://api.pulumi.com/oidc'],
    ['audience', 'aws:contoso'],
    ['role', ROLE],
    ['trust-policy', 'currentEnvironment.name:project/development'],
    ['session-duration', '1h'],
  ])('%s, when it passes', (gate, names) => {
    expect(atGate(gate)).toEqual(['pass', expect.stringContaining(names)]);
  });

  it.each<[string, Gate, Partial<AssessTrustInput>, string]>([
    [
      'a login that is made by an expression',
      'login',
      { login: login({ kind: 'unresolved', roleArn: undefined }) },
      'inputs of the login aws.login are an expression',
    ],
    [
      'a provider that was not looked up',
      'identity-provider',
      { identityProvider: undefined },
      'not known',
    ],
    [
      'a provider, but no role to find its account by',
      'identity-provider',
      {
        login: login({ roleArn: { expression: '${role}' } }),
        role: undefined,
        identityProvider: { arn: PROVIDER, clientIds: ['aws:contoso'] },
      },
      "expected is the one for https://api.pulumi.com/oidc in the role's account, not known yet",
    ],
    [
      'audiences of a provider that was not looked up',
      'audience',
      { identityProvider: undefined },
      'identity provider',
    ],
    ['a role that was not looked up', 'role', { role: undefined }, 'not known'],
    [
      'the session of a definition that was not read',
      'session-duration',
      { login: undefined },
      'not known',
    ],
    [
      'the session of a role that was not looked up',
      'session-duration',
      { role: undefined },
      'not known',
    ],
    [
      'a duration that only an opening resolves',
      'session-duration',
      { login: login({ duration: { expression: '${hours}' } }) },
      '${hours}',
    ],
    [
      'a duration beyond the least maximum, when the role tells none',
      'session-duration',
      { ...withMaximum(), login: login({ duration: { literal: '90m' } }) },
      "90m is longer than AWS's default maximum of 1h",
    ],
  ])('%s: unknown', (_, gate, changes, words) => {
    expect(atGate(gate, changes)).toEqual([
      'unknown',
      expect.stringContaining(words),
    ]);
  });

  // Pulumi's schema of aws-login requires both.
  it.each(['roleArn', 'sessionName'])('a login without %s: fails', input => {
    expect(atGate('login', { login: login({ [input]: undefined }) })).toEqual([
      'fail',
      expect.stringContaining(`no ${input}: Pulumi refuses it`),
    ]);
  });

  it('quotes AWS only about a provider that is surely another one', () => {
    const identityProvider = {
      arn: PROVIDER.toUpperCase(),
      clientIds: ['aws:contoso'],
    };
    expect(atGate('identity-provider', { identityProvider })).toEqual([
      'unknown',
      expect.stringMatching(new RegExp(`expected is ${PROVIDER}\\.$`)),
    ]);
  });

  // STS takes 900 seconds at least (AssumeRoleWithWebIdentity, DurationSeconds).
  it.each<[string | undefined, number | undefined, string, string]>([
    ['15m', undefined, 'pass', '15m'],
    ['14m59s', undefined, 'fail', '"14m59s" is not one that AWS takes'],
    ['soon', undefined, 'fail', '"soon" is not one that AWS takes'],
    ['1h', undefined, 'pass', '1h'],
    ['2h', 7200, 'pass', '2h'],
    ['2h', 7199, 'fail', "longer than the role's maximum of 7199 seconds"],
    [undefined, 7200, 'pass', "2h, Pulumi's default,"],
    [undefined, 3600, 'fail', "2h, Pulumi's default,"],
  ])(
    'a duration of %s on a maximum of %s: %s',
    (text, most, outcome, words) => {
      expect(
        atGate('session-duration', {
          ...withMaximum(most),
          login: login({ duration: text ? { literal: text } : undefined }),
        }),
      ).toEqual([outcome, expect.stringContaining(words)]);
    },
  );
});

describe('the report for the issuer of fn::open::oidc', () => {
  it('leaves everything open, and says why at every gate', () => {
    const issuer = 'https://api.pulumi.com/oidc/v2';
    const report = assessTrust({ ...GOOD, issuer });
    expect(report.exposure).toEqual({ verdict: 'undecided', witnesses: [] });
    // Subjects of this issuer are made of IDs (Pulumi's "Custom audience").
    expect(report.claims).toEqual({
      issuer,
      audience: '{audience}',
      subject: 'pulumi:org:{organization ID}:env:{environment ID}',
    });
    expect(report.gates.map(g => g.gate)).toEqual(
      assessTrust(GOOD).gates.map(g => g.gate),
    );
    for (const { outcome, message } of report.gates) {
      expect([outcome, message]).toEqual([
        'unknown',
        report.findings[0].message,
      ]);
    }
  });
});

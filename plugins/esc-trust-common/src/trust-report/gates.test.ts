import {
  AUD,
  policyOf,
  PROVIDER,
  SUB,
  when,
} from '../trust-policy/__testUtils__/policies';
import { GOOD, login, ROLE, tight } from './__testUtils__/goodInput';
import { assessTrust, AssessTrustInput } from './assessTrust';

/** Status, the first gate that doesn't pass, and its message. */
function summary(changes: Partial<AssessTrustInput>) {
  const report = assessTrust({ ...GOOD, ...changes });
  const gate = report.gates.find(g => g.outcome !== 'pass');
  return [report.status, gate?.gate, gate?.message];
}

const role = (trustPolicy: unknown, maxSessionDuration = 3600) => ({
  role: { arn: ROLE, trustPolicy, maxSessionDuration },
});

describe('gates', () => {
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
      'an identity provider of another account',
      {
        identityProvider: {
          arn: PROVIDER.replace('123456789012', '999999999999'),
          clientIds: ['aws:contoso'],
        },
        role: {
          arn: ROLE,
          trustPolicy: JSON.stringify(tight).replaceAll(
            PROVIDER,
            PROVIDER.replace('123456789012', '999999999999'),
          ),
          maxSessionDuration: 3600,
        },
      },
      'untrusted',
      'identity-provider',
      new RegExp(`999999999999.* expected is ${PROVIDER}\\. AWS says`),
    ],
    [
      'an identity provider for another issuer',
      {
        identityProvider: {
          arn: `${PROVIDER}/v2`,
          clientIds: ['aws:contoso'],
        },
      },
      'untrusted',
      'identity-provider',
      new RegExp(`oidc/v2 .* expected is ${PROVIDER}\\.`),
    ],
    [
      'an identity provider whose ARN differs in case',
      {
        identityProvider: {
          arn: PROVIDER.replace('pulumi', 'Pulumi'),
          clientIds: ['aws:contoso'],
        },
      },
      'unknown',
      'identity-provider',
      /expected is/,
    ],
    [
      'an identity provider without a role to compare with',
      {
        login: login({ roleArn: { expression: '${role}' } }),
        role: undefined,
        identityProvider: { arn: PROVIDER, clientIds: ['aws:contoso'] },
      },
      'unknown',
      'login',
      /expression/,
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
        policyOf(
          when({
            StringEquals: {
              [AUD]: 'aws:contoso',
              [SUB]: 'pulumi:environments:org:contoso:env:project/development',
            },
          }),
        ),
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
        policyOf(
          when({
            StringEquals: { [AUD]: 'aws:contoso' },
            IpAddress: { 'aws:SourceIp': '1.1.1.1' },
          }),
        ),
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
});

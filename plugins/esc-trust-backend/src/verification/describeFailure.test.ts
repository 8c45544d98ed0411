import {
  assessTrust,
  findAwsLogins,
  Gate,
} from '@internal/backstage-plugin-esc-trust-common';
import { PulumiDiagnostic } from '../pulumi/diagnostics';
import { describeFailure } from './describeFailure';

const environment = { organization: 'acme', project: 'payments', name: 'prod' };
const login = (name: string) =>
  `  ${name}:
    fn::open::aws-login:
      oidc: {roleArn: 'arn:aws:iam::111111111111:role/x', sessionName: name}
`;
const { logins } = findAwsLogins(`values:\n${login('one')}${login('two')}`);
const report = assessTrust({ environment });
const NOT_AUTHORIZED =
  'WebIdentityErr: failed to retrieve credentials caused by: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity status code: 403, request id: 1-2';

function describeOne(
  error: PulumiDiagnostic,
  own: Partial<Parameters<typeof describeFailure>[1]> = {},
) {
  return describeFailure(
    [error],
    { environment, loginPath: 'one', logins, ...own },
    report,
  );
}

describe('describeFailure', () => {
  it.each<[string, Gate | undefined, string]>([
    [
      NOT_AUTHORIZED,
      'trust-policy',
      'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    ],
    [
      'InvalidIdentityToken: No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc\n\tstatus code: 400',
      'identity-provider',
      'InvalidIdentityToken: No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc',
    ],
    [
      'InvalidIdentityToken: Incorrect token audience',
      'audience',
      'InvalidIdentityToken: Incorrect token audience',
    ],
    [
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role. status code: 400',
      'session-duration',
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role',
    ],
    [
      "ValidationError: 1 validation error detected: Value 'secret' at 'roleArn'",
      'login',
      'ValidationError',
    ],
    ['ExpiredTokenException: secret', undefined, 'ExpiredTokenException'],
    ['IDPCommunicationError: secret', undefined, 'IDPCommunicationError'],
    [
      'AccessDenied: Not authorized to perform sts:TagSession',
      undefined,
      'AccessDenied: Not authorized to perform sts:TagSession',
    ],
  ])('reads %p', (summary, gate, words) => {
    expect(describeOne({ summary, path: 'values.one' })).toEqual({
      ...(gate ? { gate } : {}),
      message: `AWS refuses the login one: ${words}`,
    });
  });

  it.each<[string, PulumiDiagnostic]>([
    ["another login's", { path: 'values.two' }],
    ['one of a longer name', { path: 'values.one2' }],
    [
      "an import's",
      { path: 'values.one', range: { environment: 'payments/base' } },
    ],
    ['without a path', {}],
  ])('blames no login for an error that is %s', (_, error) => {
    expect(describeOne({ summary: NOT_AUTHORIZED, ...error })).toEqual({
      message:
        "The environment can't be opened, but not because of the login one: open it in Pulumi Cloud to read why",
    });
  });

  it.each<[string, PulumiDiagnostic, object]>([
    ['an input', { path: 'values.one["fn::open::aws-login"].oidc' }, {}],
    [
      'its own environment',
      { path: 'one', range: { environment: 'payments/prod' } },
      {},
    ],
    ['the only login', {}, { logins: logins.slice(0, 1) }],
  ])('knows its own login by %s', (_, error, own) => {
    expect(describeOne({ summary: NOT_AUTHORIZED, ...error }, own).gate).toBe(
      'trust-policy',
    );
  });

  it('keeps nothing but lines of what it does not know', () => {
    expect(
      describeOne({
        summary: 'invalid: secret',
        path: 'values.one',
        range: { begin: { line: 4 } },
      }),
    ).toEqual({
      message:
        "Pulumi can't open the login one (line 4): open it in Pulumi Cloud to read why",
    });
  });
});

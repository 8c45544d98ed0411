import { judgeTrustPolicy } from '../aws/policy/judge';

/** A statement under test, and the request that it is judged for. */
export const federated =
  'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
export const AUD = 'api.pulumi.com/oidc:aud';
export const SUB = 'api.pulumi.com/oidc:sub';
export const subject = 'pulumi:environments:org:acme:env:payments/prod';
export const claims = { aud: 'aws:acme', sub: subject };

export const policy = (
  statements: object | object[],
  version?: string | null,
) => ({
  ...(version !== null && { Version: version ?? '2012-10-17' }),
  Statement: statements,
});
export const statement = (over: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: federated },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...over,
});
export const when = (condition: object, version?: string | null) =>
  judgeTrustPolicy(policy([statement({ Condition: condition })], version), {
    federated,
    claims: { ...claims, amr: ['a', 'b'], email: '' },
    context: {
      'aws:SourceIp': '203.0.113.10',
      'aws:CurrentTime': '2026-11-23T12:00:00Z',
      'aws:EpochTime': '1795435200',
      'aws:SecureTransport': 'true',
      'sts:RoleSessionName': 'session',
      'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/a/b',
      'x:empty': [],
      'x:number': '10',
      'x:binary': 'QUJD',
    },
  });

import {
  Mapping,
  parseEnvironmentRef,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';

/**
 * A trusted mapping, for tests and the dev app.
 *
 * @param environment - written `organization/project/name`
 * @param trust - what its trust report says differently
 * @param rest - what else is different
 */
export function exampleMapping(
  environment: string,
  trust: Partial<TrustReport> = {},
  rest: Partial<Mapping> = {},
): Mapping {
  const ref = parseEnvironmentRef(environment)!;
  const role = `esc-${ref.project}-${ref.name}-0a1b2c3d`;
  return {
    id: environment,
    environment: ref,
    loginPath: 'aws.login',
    roleArn: `arn:aws:iam::111111111111:role/pulumi-esc/${role}`,
    accountId: '111111111111',
    ownerRef: 'group:default/payments-team',
    entityRefs: ['component:default/payments-api'],
    source: 'provisioned',
    trust: {
      status: 'trusted',
      access: 'works',
      exposure: { verdict: 'intended', witnesses: [] },
      claims: {
        issuer: 'https://api.pulumi.com/oidc',
        audience: `aws:${ref.organization}`,
        subject: `pulumi:environments:pulumi.organization.login:${ref.organization}:currentEnvironment.name:${ref.project}/${ref.name}`,
      },
      openings: [],
      gates: [],
      findings: [],
      ...trust,
    },
    createdAt: '2026-11-01T08:00:00Z',
    createdBy: 'user:default/guest',
    updatedAt: '2026-11-20T08:00:00Z',
    ...rest,
  };
}

/** The identity provider of the public Pulumi Cloud in the tests' account. */
export const PROVIDER =
  'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
/** Its condition keys. */
export const AUD = 'api.pulumi.com/oidc:aud';
export const SUB = 'api.pulumi.com/oidc:sub';

/** A policy whose statements allow the provider's tokens, unless they say otherwise. */
export function policyOf(
  statements: object | object[],
  Version: string = '2012-10-17',
) {
  return {
    Version,
    Statement: [statements].flat().map(statement => ({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...statement,
    })),
  };
}

/** A statement's condition. */
export function when(Condition: object) {
  return { Condition };
}

/** A condition that names claims exactly. */
export function exactly(audience: unknown, subject: unknown) {
  return when({ StringEquals: { [AUD]: audience, [SUB]: subject } });
}

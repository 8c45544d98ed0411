/**
 * The issuer whose tokens every `aws-login` of the public Pulumi Cloud carries.
 *
 * @remarks
 * `https://api.pulumi.com/oidc/v2` is a different issuer with its own keys,
 * used by `fn::open::oidc` only; it is never treated as an extension of this
 * one. Self-hosted Pulumi Cloud issues as `<scheme>://<backend host>/oidc`.
 *
 * @public
 */
export const DEFAULT_ISSUER = 'https://api.pulumi.com/oidc';

/**
 * The issuer as AWS writes it in provider ARNs and condition keys: without its
 * scheme.
 *
 * @param issuer - issuer URL
 * @returns for example `api.pulumi.com/oidc`
 * @public
 */
export function issuerHostPath(issuer: string): string {
  return issuer.replace(/^https:\/\//, '');
}

/**
 * The ARN that the issuer's identity provider has in an account.
 *
 * @param options - the issuer, the account and its partition (default `aws`)
 * @public
 */
export function identityProviderArn(options: {
  issuer: string;
  accountId: string;
  partition?: string;
}): string {
  const { issuer, accountId, partition = 'aws' } = options;
  return `arn:${partition}:iam::${accountId}:oidc-provider/${issuerHostPath(
    issuer,
  )}`;
}

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
 * Whether an issuer is the one of `fn::open::oidc`, the "v2" issuer.
 *
 * @remarks
 * It has keys, an identity provider and condition keys of its own, its audience
 * is chosen by the user and its subjects are IDs
 * (`pulumi:org:<org-id>:env:<environment-id>`): nothing that holds for
 * `aws-login` holds for it. Source: Pulumi's "Configuring OpenID Connect" and
 * "Custom audience" pages.
 *
 * @param issuer - issuer URL
 * @public
 */
export function isCustomAudienceIssuer(issuer: string): boolean {
  return /\/oidc\/v2\/*$/i.test(issuer);
}

/**
 * The issuer whose tokens `aws-login` sends, beside that of `fn::open::oidc`.
 *
 * @param issuer - issuer URL, such as `https://api.pulumi.com/oidc/v2`
 * @returns for example `https://api.pulumi.com/oidc`; any other issuer as it is
 * @public
 */
export function loginIssuerBeside(issuer: string): string {
  return isCustomAudienceIssuer(issuer)
    ? issuer.replace(/\/v2\/*$/i, '')
    : issuer;
}

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

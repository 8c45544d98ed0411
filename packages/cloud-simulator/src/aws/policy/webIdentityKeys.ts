/**
 * The condition keys that a web identity token of a generic provider feeds:
 * the provider's URL without scheme, a colon, and the claim. Every other claim
 * of the token (`iss`, `current_env`, …) is unavailable to trust policies.
 */
const availableClaims = ['aud', 'sub', 'amr', 'email', 'oaud'];

/** The claims of a token as far as a trust policy can see them. */
export function webIdentityKeys(
  federatedArn: string,
  claims: Record<string, string | string[] | undefined>,
): Record<string, string | string[] | undefined> {
  const marker = ':oidc-provider/';
  const at = federatedArn.indexOf(marker);
  if (at < 0) {
    return {};
  }
  const provider = federatedArn.slice(at + marker.length);
  const visible: Record<string, string | string[] | undefined> = { ...claims };
  if (claims.azp !== undefined) {
    // Documented for accounts.google.com; that it holds for every provider is
    // secondary knowledge [S].
    visible.aud = claims.azp;
    visible.oaud = claims.aud;
  }
  const keys: Record<string, string | string[] | undefined> = {};
  for (const claim of availableClaims) {
    keys[`${provider}:${claim}`] = visible[claim];
  }
  return keys;
}

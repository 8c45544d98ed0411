/** What the clouds have issued and what they keep, by what it is. */
export type IssuedSecrets = Record<string, Iterable<string>>;

/** Header, claims and signature; only then can somebody sign in with it. */
const signedToken = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/;

/**
 * Names the secrets that a text holds, each kind once, as they are or as they
 * stand in a URL.
 */
export function secretsIn(text: string, issued: IssuedSecrets): string[] {
  const holds = (secret: string) =>
    secret !== '' &&
    (text.includes(secret) || text.includes(encodeURIComponent(secret)));
  const kinds = Object.entries(issued)
    .filter(([, secrets]) => [...secrets].some(holds))
    .map(([kind]) => kind);
  return signedToken.test(text) ? [...kinds, 'OIDC token'] : kinds;
}

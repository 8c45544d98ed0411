/** Speaks with the portal's backend as the signed-in guest. */
import { waitFor } from './waitFor.mjs';

const CATALOG_TIMEOUT_MS = 90_000;

/**
 * Signs the guest in. Who belongs to which group stands in the catalog, which
 * fills itself after the start: a token issued before that owns nothing.
 *
 * @returns a function that asks the REST API of ESC Trust, and gives the
 * response
 */
export async function signInAsGuest(backendUrl) {
  const token = await waitFor(
    'the guest to be in the catalog',
    CATALOG_TIMEOUT_MS,
    async () => {
      const response = await fetch(`${backendUrl}/api/auth/guest/refresh`, {
        method: 'POST',
      });
      if (!response.ok) {
        return undefined;
      }
      const { token: issued, identity } = (await response.json())
        .backstageIdentity;
      const isMember = identity.ownershipEntityRefs.some(ref =>
        ref.startsWith('group:'),
      );
      return isMember ? issued : undefined;
    },
  );
  return (method, path, body) =>
    fetch(`${backendUrl}/api/esc-trust${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
}

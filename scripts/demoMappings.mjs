/**
 * Fills the portal with the simulator's examples, through the product's own
 * API and as the signed-in guest: the demo can do nothing that a user can't.
 */
import { waitFor } from './waitFor.mjs';

const CATALOG_TIMEOUT_MS = 90_000;

/**
 * Signs the guest in. Who belongs to which group stands in the catalog, which
 * fills itself after the start: a token issued before that owns nothing.
 */
async function signInAsGuest(backendUrl) {
  return waitFor(
    'the guest to be in the catalog',
    CATALOG_TIMEOUT_MS,
    async () => {
      const response = await fetch(`${backendUrl}/api/auth/guest/refresh`, {
        method: 'POST',
      });
      if (!response.ok) {
        return undefined;
      }
      const { token, identity } = (await response.json()).backstageIdentity;
      const isMember = identity.ownershipEntityRefs.some(ref =>
        ref.startsWith('group:'),
      );
      return isMember ? token : undefined;
    },
  );
}

/** @returns how many mappings were registered and, by status, how they fare */
export async function registerDemoMappings(backendUrl, mappings) {
  const token = await signInAsGuest(backendUrl);
  const statuses = {};
  const refused = [];
  for (const { environment, loginPath, ownerRef, entityRefs } of mappings) {
    const response = await fetch(`${backendUrl}/api/esc-trust/mappings`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ environment, loginPath, ownerRef, entityRefs }),
    });
    if (response.ok) {
      const { status } = (await response.json()).trust;
      statuses[status] = (statuses[status] ?? 0) + 1;
    } else {
      const { organization, project, name } = environment;
      const { error } = await response.json().catch(() => ({}));
      const reason = error?.message ?? `HTTP status ${response.status}`;
      refused.push(`${organization}/${project}/${name}: ${reason}`);
    }
  }
  return { statuses, refused };
}

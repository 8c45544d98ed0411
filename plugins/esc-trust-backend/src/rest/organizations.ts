import {
  escTrustRoleReadPermission,
  Organization,
} from '@internal/backstage-plugin-esc-trust-common';
import { ApiRouter } from './ApiRouter';
import type { RouterOptions } from './createRouter';

/** `/organizations`: what assessments read, and how that goes. */
export function addOrganizationRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, config, sources, names } = options;

  router.get('/organizations', async (req, res) => {
    const credentials = await callers.credentials(req);
    await callers.require(credentials, escTrustRoleReadPermission);
    const read = await names.tellSources(
      await sources.list('organization'),
      () => callers.reading(credentials),
    );
    const items = config.organizations.map(({ name, issuer }): Organization => {
      const source = read.find(one => one.name === name);
      return {
        name,
        issuer,
        ...(source?.lastTriedAt ? { lastTriedAt: source.lastTriedAt } : {}),
        ...(source?.lastGoodAt ? { lastGoodAt: source.lastGoodAt } : {}),
        ...(source?.failure ? { failure: source.failure } : {}),
      };
    });
    res.json({ items });
  });
}

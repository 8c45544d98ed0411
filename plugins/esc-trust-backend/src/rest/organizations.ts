import {
  escTrustRoleReadPermission,
  Organization,
  OrganizationList,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** `/organizations`: what assessments read, and how that goes. */
export function addOrganizationRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { callers, config, sources } = options;

  router.get('/organizations', async (req, res) => {
    await callers.require(
      await callers.credentials(req),
      escTrustRoleReadPermission,
    );
    const read = await sources.list('organization');
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
    res.json({ items } satisfies OrganizationList);
  });
}

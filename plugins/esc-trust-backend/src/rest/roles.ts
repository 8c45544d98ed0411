import {
  escTrustRoleReadPermission,
  RoleDetails,
  RoleList,
  RoleQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** `/accounts/{accountId}/roles` and what is below it. */
export function addRoleRoutes(router: Router, options: RouterOptions): void {
  const { callers, roles } = options;

  router.get('/accounts/:accountId/roles', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustRoleReadPermission,
    );
    const query = req.query as RoleQuery;
    const list = await roles.list(req.params.accountId, query, reading);
    res.json(list satisfies RoleList);
  });

  router.get('/accounts/:accountId/roles/:roleName', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustRoleReadPermission,
    );
    const { accountId, roleName } = req.params;
    const details = await roles.get(accountId, roleName, reading);
    res.json(details satisfies RoleDetails);
  });
}

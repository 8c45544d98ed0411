import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { ApiRouter } from './ApiRouter';
import type { RouterOptions } from './createRouter';

/** `/accounts/{accountId}/roles` and what is below it. */
export function addRoleRoutes(router: ApiRouter, options: RouterOptions): void {
  const { callers, roles } = options;

  router.get('/accounts/:accountId/roles', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustRoleReadPermission,
    );
    const { accountId } = req.params;
    res.json(await roles.list(accountId, req.query, reading));
  });

  router.get('/accounts/:accountId/roles/:roleName', async (req, res) => {
    const reading = await callers.readingBeside(
      await callers.credentials(req),
      escTrustRoleReadPermission,
    );
    const { accountId, roleName } = req.params;
    res.json(await roles.get(accountId, roleName, reading));
  });
}

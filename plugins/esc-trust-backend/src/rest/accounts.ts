import {
  Account,
  escTrustRoleReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { ApiRouter } from './ApiRouter';
import type { RouterOptions } from './createRouter';

/** `/accounts`: what assessments read, and how that goes. */
export function addAccountRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, config, sources, names } = options;

  router.get('/accounts', async (req, res) => {
    const credentials = await callers.credentials(req);
    await callers.require(credentials, escTrustRoleReadPermission);
    const read = await names.tellSources(await sources.list('account'), () =>
      callers.reading(credentials),
    );
    const items = config.accounts.map(
      ({ accountId, title, partition }): Account => {
        const source = read.find(({ name }) => name === accountId);
        return {
          accountId,
          ...(title ? { title } : {}),
          partition,
          ...(source?.lastTriedAt ? { lastTriedAt: source.lastTriedAt } : {}),
          ...(source?.lastGoodAt ? { lastGoodAt: source.lastGoodAt } : {}),
          ...(source?.failure ? { failure: source.failure } : {}),
        };
      },
    );
    res.json({ items });
  });
}

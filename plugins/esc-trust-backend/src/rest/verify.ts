import { escTrustMappingVerifyPermission } from '@internal/backstage-plugin-esc-trust-common';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `POST /mappings/{id}/verify`: really opens the environment. */
export function addVerifyRoute(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, auditor, registry, verifier, names } = options;

  router.post('/mappings/:id/verify', async (req, res) => {
    const { id } = req.params;
    const caller = await callers.requireUser(req);
    const mapping = await audited(
      auditor,
      {
        eventId: 'mapping-verify',
        // It makes credentials, for as short as it can.
        severityLevel: 'high',
        request: req,
        meta: { mappingId: id },
      },
      async () => {
        await callers.requireFor(
          caller.credentials,
          escTrustMappingVerifyPermission,
          id,
        );
        return verifier.verify(await registry.find(id), caller);
      },
      ({ environment, lastVerified }) => ({
        environment: { ...environment },
        outcome: lastVerified?.outcome ?? null,
        gate: lastVerified?.gate ?? null,
      }),
    );
    const told = await names.tellOne(mapping, () =>
      callers.reading(caller.credentials),
    );
    res.json(told);
  });
}

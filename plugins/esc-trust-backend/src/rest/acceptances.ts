import {
  AcceptanceRequest,
  escTrustFindingAcceptPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { AnyRequest, SignedInCaller } from '../access/CallerReader';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `/mappings/{id}/acceptances/{fingerprint}`. */
export function addAcceptanceRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, auditor, registry, acceptance, names } = options;

  const change = async (
    req: AnyRequest,
    { eventId, accepted }: { eventId: string; accepted?: AcceptanceRequest },
    run: (mapping: Mapping, caller: SignedInCaller) => Promise<Mapping>,
  ) => {
    const { id, fingerprint } = req.params;
    const caller = await callers.requireUser(req);
    const mapping = await audited(
      auditor,
      {
        eventId,
        // What it hides may let others in.
        severityLevel: 'high',
        request: req,
        meta: {
          mappingId: id,
          fingerprint,
          ...(accepted
            ? { reason: accepted.reason, until: accepted.until }
            : {}),
        },
      },
      async () => {
        await callers.requireFor(
          caller.credentials,
          escTrustFindingAcceptPermission,
          id,
        );
        return run(await registry.find(id), caller);
      },
      ({ trust }) => ({ status: trust.status }),
    );
    return names.tellOne(mapping, () => callers.reading(caller.credentials));
  };

  router.put('/mappings/:id/acceptances/:fingerprint', async (req, res) => {
    const { params, body: accepted } = req;
    res.json(
      await change(
        req,
        { eventId: 'finding-accept', accepted },
        (found, caller) =>
          acceptance.accept(found, params.fingerprint, accepted, caller),
      ),
    );
  });

  router.delete('/mappings/:id/acceptances/:fingerprint', async (req, res) => {
    const { fingerprint } = req.params;
    res.json(
      await change(req, { eventId: 'acceptance-withdraw' }, (found, caller) =>
        acceptance.withdraw(found, fingerprint, caller),
      ),
    );
  });
}

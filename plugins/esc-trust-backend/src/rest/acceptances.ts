import {
  AcceptanceRequest,
  escTrustFindingAcceptPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Request, Router } from 'express';
import { SignedInCaller } from '../access/CallerReader';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `/mappings/{id}/acceptances/{fingerprint}`. */
export function addAcceptanceRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { callers, auditor, registry, acceptance, names } = options;

  const change = async (
    req: Request,
    eventId: string,
    run: (mapping: Mapping, caller: SignedInCaller) => Promise<Mapping>,
  ) => {
    const { id, fingerprint } = req.params;
    const { reason, until } = (req.body ?? {}) as Partial<AcceptanceRequest>;
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
          ...(reason && until ? { reason, until } : {}),
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
    const mapping = await change(req, 'finding-accept', (found, caller) =>
      acceptance.accept(found, req.params.fingerprint, req.body, caller),
    );
    res.json(mapping satisfies Mapping);
  });

  router.delete('/mappings/:id/acceptances/:fingerprint', async (req, res) => {
    const mapping = await change(req, 'acceptance-withdraw', (found, caller) =>
      acceptance.withdraw(found, req.params.fingerprint, caller),
    );
    res.json(mapping satisfies Mapping);
  });
}

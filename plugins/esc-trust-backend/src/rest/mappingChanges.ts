import {
  escTrustMappingDeletePermission,
  escTrustMappingUpdatePermission,
  Mapping,
  MappingChange,
} from '@internal/backstage-plugin-esc-trust-common';
import { JsonObject } from '@backstage/types';
import { Router } from 'express';
import { requireOwnEntities } from '../access/EntityOwnership';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `PATCH` and `DELETE` of `/mappings/{id}`. */
export function addMappingChangeRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { callers, catalog, auditor, registry, names } = options;

  router.patch('/mappings/:id', async (req, res) => {
    const { id } = req.params;
    const body: MappingChange = req.body;
    const change = {
      ownerRef: body.ownerRef?.toLocaleLowerCase('en-US'),
      entityRefs: body.entityRefs?.map(ref => ref.toLocaleLowerCase('en-US')),
      openings: body.openings,
      ignored: body.ignored,
    };
    const caller = await callers.requireUser(req);
    const mapping = await audited(
      auditor,
      {
        eventId: 'mapping-update',
        severityLevel: 'medium',
        request: req,
        meta: { mappingId: id, ...definedOf(change) },
      },
      async () => {
        await callers.requireFor(
          caller.credentials,
          escTrustMappingUpdatePermission,
          id,
        );
        const { entityRefs } = await registry.find(id);
        // Those that show it already may have become somebody else's.
        const added = (change.entityRefs ?? []).filter(
          ref => !entityRefs.includes(ref),
        );
        await requireOwnEntities(catalog, added, caller);
        return registry.change(id, change, caller);
      },
    );
    const told = await names.tellOne(mapping, () =>
      callers.reading(caller.credentials),
    );
    res.json(told satisfies Mapping);
  });

  router.delete('/mappings/:id', async (req, res) => {
    const { id } = req.params;
    const caller = await callers.requireUser(req);
    await audited(
      auditor,
      {
        eventId: 'mapping-delete',
        severityLevel: 'medium',
        request: req,
        meta: { mappingId: id },
      },
      async () => {
        await callers.requireFor(
          caller.credentials,
          escTrustMappingDeletePermission,
          id,
        );
        return registry.forget(id, caller);
      },
      ({ environment, loginPath }) => ({
        environment: { ...environment },
        loginPath,
      }),
    );
    res.status(204).end();
  });
}

/** For the audit: JSON knows no undefined. */
function definedOf(change: MappingChange): JsonObject {
  return JSON.parse(JSON.stringify(change));
}

import {
  EscTrustEndpoints,
  escTrustMappingDeletePermission,
  escTrustMappingUpdatePermission,
  MappingChange,
} from '@internal/backstage-plugin-esc-trust-common';
import { JsonObject } from '@backstage/types';
import { requireOwnEntities } from '../access/EntityOwnership';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** The library's type of a router knows no such method. */
type Patch = EscTrustEndpoints['#patch|/mappings/{id}'];

/** `PATCH` and `DELETE` of `/mappings/{id}`. */
export function addMappingChangeRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, catalog, auditor, registry, names } = options;

  router.patch<Patch['path'], Patch['response'], Patch['body']>(
    '/mappings/:id',
    async (req, res) => {
      const { id } = req.params;
      const { body } = req;
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
      res.json(told);
    },
  );

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

import {
  escTrustMappingAssessPermission,
  escTrustMappingCreatePermission,
  escTrustMappingReadPermission,
  History,
  HistoryQuery,
  Mapping,
  MappingList,
  MappingQuery,
  RegisterMappingRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import { requireOwnEntities } from '../access/EntityOwnership';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `/mappings` and what is below it. */
export function addMappingRoutes(router: Router, options: RouterOptions): void {
  const { callers, catalog, auditor, mappings, registry } = options;

  router.get('/mappings', async (req, res) => {
    const credentials = await callers.credentials(req);
    const visible = await callers.visibleMappings(
      credentials,
      escTrustMappingReadPermission,
    );
    // The OpenAPI validator has coerced the query to the document's types.
    const query = req.query as MappingQuery;
    res.json((await mappings.list(query, visible)) satisfies MappingList);
  });

  router.post('/mappings', async (req, res) => {
    const body: RegisterMappingRequest = req.body;
    const request = {
      ...body,
      ownerRef: body.ownerRef.toLocaleLowerCase('en-US'),
      entityRefs: body.entityRefs?.map(ref => ref.toLocaleLowerCase('en-US')),
    };
    const caller = await callers.requireUser(req);
    const { mapping, isNew } = await audited(
      auditor,
      {
        eventId: 'mapping-create',
        severityLevel: 'medium',
        request: req,
        meta: {
          environment: { ...request.environment },
          ownerRef: request.ownerRef,
        },
      },
      async () => {
        await callers.require(
          caller.credentials,
          escTrustMappingCreatePermission,
        );
        await requireOwnEntities(catalog, request.entityRefs ?? [], caller);
        return registry.register(request, caller);
      },
    );
    res.status(isNew ? 201 : 200).json(mapping satisfies Mapping);
  });

  router.get('/mappings/:id', async (req, res) => {
    const credentials = await callers.credentials(req);
    await callers.requireFor(
      credentials,
      escTrustMappingReadPermission,
      req.params.id,
    );
    res.json((await registry.find(req.params.id)) satisfies Mapping);
  });

  router.get('/mappings/:id/history', async (req, res) => {
    const { id } = req.params;
    await callers.requireFor(
      await callers.credentials(req),
      escTrustMappingReadPermission,
      id,
    );
    await registry.find(id);
    const query = req.query as HistoryQuery;
    res.json((await mappings.readHistory(id, query)) satisfies History);
  });

  router.post('/mappings/:id/assess', async (req, res) => {
    const { id } = req.params;
    const caller = await callers.requireUser(req);
    const mapping = await audited(
      auditor,
      {
        eventId: 'mapping-assess',
        severityLevel: 'medium',
        request: req,
        meta: { mappingId: id },
      },
      async () => {
        await callers.requireFor(
          caller.credentials,
          escTrustMappingAssessPermission,
          id,
        );
        return registry.assess(await registry.find(id));
      },
    );
    res.json(mapping satisfies Mapping);
  });
}

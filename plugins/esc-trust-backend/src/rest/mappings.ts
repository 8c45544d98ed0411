import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  escTrustMappingAssessPermission,
  escTrustMappingCreatePermission,
  escTrustMappingReadPermission,
  Mapping,
  MappingList,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { AnyRequest, SignedInCaller } from '../access/CallerReader';
import { requireOwnEntities } from '../access/EntityOwnership';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `/mappings` and what is below it. */
export function addMappingRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, catalog, auditor, mappings, registry, names } = options;

  router.get('/mappings', async (req, res) => {
    const credentials = await callers.credentials(req);
    res.json(await listMappings(options, credentials, req.query));
  });

  router.post('/mappings', async (req, res) => {
    const { body } = req;
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
    const told = await names.tellOne(mapping, () =>
      callers.reading(caller.credentials),
    );
    res.status(isNew ? 201 : 200).json(told);
  });

  router.get('/mappings/:id', async (req, res) => {
    const credentials = await callers.credentials(req);
    res.json(await readMapping(options, credentials, req.params.id));
  });

  router.get('/mappings/:id/history', async (req, res) => {
    const { id } = req.params;
    await callers.requireFor(
      await callers.credentials(req),
      escTrustMappingReadPermission,
      id,
    );
    await registry.find(id);
    res.json(await mappings.readHistory(id, req.query));
  });

  router.post('/mappings/:id/assess', async (req, res) => {
    const caller = await callers.requireUser(req);
    res.json(await assessMapping(options, caller, req.params.id, req));
  });
}

/** What `GET /mappings` answers. */
export async function listMappings(
  { callers, mappings, names }: RouterOptions,
  credentials: BackstageCredentials,
  query: MappingQuery,
): Promise<MappingList> {
  const reading = await callers.readingMappings(credentials);
  const { items, ...page } = await mappings.list(query, reading.visible);
  return { items: await names.tell(items, reading), ...page };
}

/** What `GET /mappings/{id}` answers. */
export async function readMapping(
  { callers, registry, names }: RouterOptions,
  credentials: BackstageCredentials,
  id: string,
): Promise<Mapping> {
  await callers.requireFor(credentials, escTrustMappingReadPermission, id);
  const mapping = await registry.find(id);
  return names.tellOne(mapping, () => callers.reading(credentials));
}

/** What `POST /mappings/{id}/assess` answers. */
export async function assessMapping(
  { callers, auditor, registry, names }: RouterOptions,
  caller: SignedInCaller,
  id: string,
  request?: AnyRequest,
): Promise<Mapping> {
  const mapping = await audited(
    auditor,
    {
      eventId: 'mapping-assess',
      severityLevel: 'medium',
      request,
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
  return names.tellOne(mapping, () => callers.reading(caller.credentials));
}

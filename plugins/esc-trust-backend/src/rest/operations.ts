import { NotFoundError } from '@backstage/errors';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  escTrustMappingReadPermission,
  escTrustOperationReadPermission,
  escTrustRoleAdoptPermission,
  escTrustRoleDeprovisionPermission,
  escTrustRoleProvisionPermission,
  escTrustRoleRepairPermission,
  Operation,
  OperationKind,
  OperationRequest,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';
import { SignedInCaller } from '../access/CallerReader';
import { requireOwnEntities } from '../access/EntityOwnership';
import { belongsTo, Caller } from '../access/ownership';
import { PlanChangedError } from '../provisioning/PlanChangedError';
import { ApiRouter } from './ApiRouter';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

const PERMISSIONS: Record<OperationKind, BasicPermission> = {
  provision: escTrustRoleProvisionPermission,
  repair: escTrustRoleRepairPermission,
  deprovision: escTrustRoleDeprovisionPermission,
};

/** `/operations` and what is below it. */
export function addOperationRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { callers, auditor, operations, provisioner } = options;

  /** An operation of another team looks like one that doesn't exist. */
  const requireInvolved = async (
    id: string,
    caller: Caller,
  ): Promise<Operation> => {
    const operation = await operations.get(id);
    const involved =
      operation &&
      (operation.createdBy === caller.userRef ||
        belongsTo(caller, operation.ownerRef));
    if (!operation || !involved) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return operation;
  };

  router.get('/operations', async (req, res) => {
    const caller = await callers.requireUser(req);
    await callers.require(caller.credentials, escTrustOperationReadPermission);
    res.json({ items: await operations.listInvolving(caller) });
  });

  router.get('/operations/:id', async (req, res) => {
    const caller = await callers.requireUser(req);
    await callers.require(caller.credentials, escTrustOperationReadPermission);
    res.json(await requireInvolved(req.params.id, caller));
  });

  router.post('/operations/:id/cancel', async (req, res) => {
    const { id } = req.params;
    const caller = await callers.requireUser(req);
    const operation = await audited(
      auditor,
      {
        eventId: 'operation-cancel',
        severityLevel: 'high',
        request: req,
        meta: { operationId: id },
      },
      async () => {
        const { kind } = await requireInvolved(id, caller);
        await callers.require(caller.credentials, PERMISSIONS[kind]);
        await operations.cancel(id, caller.userRef);
        return requireInvolved(id, caller);
      },
    );
    res.status(202).json(operation);
  });

  router.post('/operations', async (req, res) => {
    const request = normalized(req.body);
    const caller = await callers.requireUser(req);
    if (request.dryRun) {
      res.json(await planOperation(options, caller, request));
      return;
    }
    try {
      const { operation, isNew } = await audited(
        auditor,
        {
          eventId: 'operation-start',
          severityLevel: 'high',
          request: req,
          meta: auditMeta(request),
        },
        async () => {
          await authorize(options, request, caller);
          return provisioner.start(
            request,
            caller,
            req.header('Idempotency-Key'),
          );
        },
      );
      res.status(isNew ? 202 : 200).json(operation);
    } catch (error) {
      if (!(error instanceof PlanChangedError)) {
        throw error;
      }
      // Backstage's error body, and the plan as it is now.
      const conflict = {
        error: { name: error.name, message: error.message },
        request: { method: req.method, url: req.url },
        response: { statusCode: 409 },
        plan: error.plan,
      };
      res.status(409).json(conflict);
    }
  });
}

/** What `POST /operations` answers to a dry run. */
export async function planOperation(
  options: RouterOptions,
  caller: SignedInCaller,
  body: OperationRequest,
): Promise<Plan> {
  const request = normalized(body);
  await authorize(options, request, caller);
  return options.provisioner.plan(request, caller);
}

async function authorize(
  { callers, catalog }: RouterOptions,
  request: OperationRequest,
  caller: SignedInCaller,
): Promise<void> {
  await callers.require(caller.credentials, PERMISSIONS[request.kind]);
  if (request.kind === 'provision') {
    if (request.adoptRole) {
      await callers.require(caller.credentials, escTrustRoleAdoptPermission);
    }
    await requireOwnEntities(catalog, request.entityRefs ?? [], caller);
  } else {
    await callers.requireFor(
      caller.credentials,
      escTrustMappingReadPermission,
      request.mappingId,
    );
  }
}

/** Entity refs are compared without regard to case. */
function normalized(body: OperationRequest): OperationRequest {
  return body.kind === 'provision'
    ? {
        ...body,
        ownerRef: body.ownerRef.toLocaleLowerCase('en-US'),
        entityRefs: body.entityRefs?.map(ref => ref.toLocaleLowerCase('en-US')),
      }
    : body;
}

function auditMeta(request: OperationRequest): JsonObject {
  const { kind } = request;
  return request.kind === 'provision'
    ? {
        kind,
        environment: { ...request.environment },
        accountId: request.accountId,
        ownerRef: request.ownerRef,
        adoptRole: request.adoptRole ?? false,
      }
    : { kind, mappingId: request.mappingId };
}

import { NotFoundError } from '@backstage/errors';
import {
  escTrustOperationReadPermission,
  escTrustRoleProvisionPermission,
  Operation,
  OperationList,
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Router } from 'express';
import { requireOwnEntities } from '../access/EntityOwnership';
import { belongsTo } from '../access/ownership';
import { PlanChangedError } from '../provisioning/PlanChangedError';
import { audited } from './audited';
import type { RouterOptions } from './createRouter';

/** `/operations` and what is below it. */
export function addOperationRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { callers, catalog, auditor, operations, provisioner } = options;

  router.get('/operations', async (req, res) => {
    const caller = await callers.requireUser(req);
    await callers.require(caller.credentials, escTrustOperationReadPermission);
    const items = await operations.listByCreator(caller.userRef);
    res.json({ items } satisfies OperationList);
  });

  router.get('/operations/:id', async (req, res) => {
    const caller = await callers.requireUser(req);
    await callers.require(caller.credentials, escTrustOperationReadPermission);
    const operation = await operations.get(req.params.id);
    const involved =
      operation &&
      (operation.createdBy === caller.userRef ||
        belongsTo(caller, operation.ownerRef));
    // An operation of another team looks like one that doesn't exist.
    if (!operation || !involved) {
      throw new NotFoundError(`There is no operation ${req.params.id}`);
    }
    res.json(operation satisfies Operation);
  });

  router.post('/operations', async (req, res) => {
    const body: ProvisionRequest = req.body;
    const request: ProvisionRequest = {
      ...body,
      ownerRef: body.ownerRef.toLocaleLowerCase('en-US'),
      entityRefs: body.entityRefs?.map(ref => ref.toLocaleLowerCase('en-US')),
    };
    const caller = await callers.requireUser(req);
    const authorize = async () => {
      await callers.require(
        caller.credentials,
        escTrustRoleProvisionPermission,
      );
      await requireOwnEntities(catalog, request.entityRefs ?? [], caller);
    };

    if (request.dryRun) {
      await authorize();
      res.json((await provisioner.plan(request, caller)) satisfies Plan);
      return;
    }
    try {
      const { operation, isNew } = await audited(
        auditor,
        {
          eventId: 'operation-start',
          severityLevel: 'high',
          request: req,
          meta: {
            kind: request.kind,
            environment: { ...request.environment },
            accountId: request.accountId,
            ownerRef: request.ownerRef,
          },
        },
        async () => {
          await authorize();
          return provisioner.start(
            request,
            caller,
            req.header('Idempotency-Key'),
          );
        },
      );
      res.status(isNew ? 202 : 200).json(operation satisfies Operation);
    } catch (error) {
      if (!(error instanceof PlanChangedError)) {
        throw error;
      }
      // Backstage's error body, and the plan as it is now.
      res.status(409).json({
        error: { name: error.name, message: error.message },
        request: { method: req.method, url: req.url },
        response: { statusCode: 409 },
        plan: error.plan,
      });
    }
  });
}

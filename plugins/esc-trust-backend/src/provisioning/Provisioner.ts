import { ConflictError } from '@backstage/errors';
import {
  Operation,
  Plan,
  OperationRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller } from '../access/ownership';
import { DesiredState } from './desiredState';
import { digest } from './digest';
import { OperationStore } from './journal/OperationStore';
import { HeldOperation } from './journal/rows';
import { OperationRunner } from './OperationRunner';
import { PlanChangedError } from './PlanChangedError';
import { OperationPlanner } from './planning/OperationPlanner';

/** What a caller asked for, and what came of it. */
export type StartResult = {
  operation: Operation;
  /** False when the Idempotency-Key belongs to an operation that exists. */
  isNew: boolean;
};

/** Plans operations and starts them. */
export class Provisioner {
  readonly #planner: OperationPlanner;
  readonly #operations: OperationStore;
  readonly #runner: OperationRunner;

  constructor(options: {
    planner: OperationPlanner;
    operations: OperationStore;
    runner: OperationRunner;
  }) {
    this.#planner = options.planner;
    this.#operations = options.operations;
    this.#runner = options.runner;
  }

  /** What an operation would do. Writes nothing. */
  async plan(request: OperationRequest, caller: Caller): Promise<Plan> {
    return (await this.#planner.prepare(request, caller)).plan;
  }

  /**
   * Starts an operation; it goes on when the call has returned.
   *
   * @throws PlanChangedError when the request names another plan's digest
   */
  async start(
    request: OperationRequest,
    caller: Caller,
    idempotencyKey?: string,
  ): Promise<StartResult> {
    const { dryRun: _, planDigest, ...asked } = request;
    const requestDigest = digest(asked);
    const known = await this.#findStarted(
      caller,
      requestDigest,
      idempotencyKey,
    );
    if (known) {
      return { operation: known, isNew: false };
    }
    const { plan, desired } = await this.#planner.prepare(request, caller);
    if (planDigest && planDigest !== plan.planDigest) {
      throw new PlanChangedError(plan);
    }
    let held: HeldOperation;
    try {
      held = await this.#operations.create({
        kind: request.kind,
        request: asked,
        requestDigest,
        desired,
        caller,
        steps: plan.steps.map(step => ({ ...step, state: 'pending' })),
        outcome: plan.outcome,
        planDigest: plan.planDigest,
        idempotencyKey,
        ...resourcesOf(desired, plan),
      });
    } catch (error) {
      // The same request may have come twice at once and been started by now.
      const twin = await this.#findStarted(
        caller,
        requestDigest,
        idempotencyKey,
      );
      if (twin) {
        return { operation: twin, isNew: false };
      }
      throw error;
    }
    this.#runner.start(held);
    return { operation: held.operation, isNew: true };
  }

  /** The operation that the caller started with this key. */
  async #findStarted(
    caller: Caller,
    requestDigest: string,
    idempotencyKey: string | undefined,
  ): Promise<Operation | undefined> {
    const known =
      idempotencyKey &&
      (await this.#operations.findByIdempotencyKey(
        caller.userRef,
        idempotencyKey,
      ));
    if (known && known.requestDigest !== requestDigest) {
      throw new ConflictError(
        'This Idempotency-Key belongs to another request: use a new one',
      );
    }
    return known ? known.operation : undefined;
  }
}

/** What nobody else may change, and what nobody may be changing, meanwhile. */
function resourcesOf(
  desired: DesiredState,
  plan: Plan,
): { resources: string[]; reliesOn: string[] } {
  const { organization, project, name } = desired.environment;
  const { accountId, role } = desired;
  const provider = `identity-provider:${desired.identityProviderArn}`;
  const changesProvider = plan.steps.some(
    ({ step, action }) =>
      (step === 'identity-provider' || step === 'audience') &&
      action !== 'unchanged',
  );
  return {
    resources: [
      // Role names are unique without regard to case.
      `role:${accountId}:${role.name.toLocaleLowerCase('en-US')}`,
      `environment:${organization}/${project}/${name}`,
      ...(changesProvider ? [provider] : []),
    ],
    // An operation that adds the provider or an audience may still take it back.
    reliesOn: changesProvider ? [] : [provider],
  };
}

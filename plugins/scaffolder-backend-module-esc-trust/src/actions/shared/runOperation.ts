import { LoggerService } from '@backstage/backend-plugin-api';
import {
  OperationRequest,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { describePlan } from './describePlan';
import { followOperation } from './followOperation';
import { TaskStep, taskKey } from './taskKey';
import { PlanMovedError, UserApi } from './UserApi';

/** What an operation gives a template. */
export interface OperationOutput extends ProvisionOutcome {
  /** The plan, a line for each step and the trust policy as a diff. */
  plan: string;
  /** Names the plan. */
  planDigest: string;
}

/** The step of a task, as the scaffolder gives it to an action. */
export interface OperationStepContext extends TaskStep {
  logger: LoggerService;
  isDryRun?: boolean;
  signal?: AbortSignal;
  /** Runs once; a step that runs again gets what it gave. */
  checkpoint(options: {
    key: string;
    fn: () => Promise<string>;
  }): Promise<string>;
}

/**
 * Plans an operation or, unless it is a dry run, does it to its end.
 *
 * @remarks
 * A step that the scaffolder runs again gets the operation that it has started,
 * by its key, also while the old worker still follows it. One that was rolled
 * back frees its key, so a retried task really tries again. Once an operation
 * has succeeded, the checkpoint spares even the question.
 *
 * @param identity - what the operation is about: account, role, environment
 */
export async function runOperation(
  ctx: OperationStepContext,
  api: UserApi,
  request: OperationRequest,
  identity: string[],
): Promise<OperationOutput> {
  if (ctx.isDryRun || request.dryRun) {
    return planOperation(ctx, api, request);
  }
  const done = await ctx.checkpoint({
    key: [request.kind, ...identity].join(':'),
    fn: async () => JSON.stringify(await apply(ctx, api, request, identity)),
  });
  return JSON.parse(done);
}

async function planOperation(
  ctx: OperationStepContext,
  api: UserApi,
  request: OperationRequest,
): Promise<OperationOutput> {
  const { steps, planDigest, outcome } = await api.call((client, options) =>
    client.planOperation(request, options),
  );
  const plan = describePlan(steps).join('\n');
  ctx.logger.info(`Only planned, nothing is changed:\n${plan}`);
  return { ...outcome, plan, planDigest };
}

async function apply(
  ctx: OperationStepContext,
  api: UserApi,
  request: OperationRequest,
  identity: string[],
): Promise<OperationOutput> {
  // Once the request is on its way it isn't aborted: nobody would know its id.
  ctx.signal?.throwIfAborted();
  const operation = await api
    .call((client, options) =>
      client.startOperation(request, {
        ...options,
        idempotencyKey: taskKey(ctx, identity),
      }),
    )
    .catch(error => {
      if (error instanceof PlanMovedError) {
        ctx.logger.warn(
          `The plan would be another now:\n${describePlan(
            error.plan.steps,
          ).join('\n')}`,
        );
      }
      throw error;
    });
  const plan = describePlan(operation.steps).join('\n');
  // One that was agreed to has been shown.
  ctx.logger.info(
    request.planDigest
      ? `Operation ${operation.id} applies the plan`
      : `Operation ${operation.id}:\n${plan}`,
  );
  const outcome = await followOperation(operation, {
    look: id => api.call((client, options) => client.getOperation(id, options)),
    cancel: id =>
      api.call((client, options) => client.cancelOperation(id, options)),
    onLine: line => ctx.logger.info(line),
    pollIntervalMs: api.pollIntervalMs,
    signal: ctx.signal,
  });
  return { ...outcome, plan, planDigest: operation.planDigest };
}

import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Operation,
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller } from '../access/ownership';
import { Assessor } from '../assessment/Assessor';
import { AwsAccounts } from '../aws/AwsAccount';
import { MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { applyOperation } from './applyOperation';
import { checkEnvironment, checkRole } from './checkObserved';
import { DesiredState } from './desiredState';
import { describeError } from './describeError';
import { digest } from './digest';
import { JournalEntry, LEASE_MS, OperationStore } from './OperationStore';
import { OwnRoles } from './OwnRoles';
import { PlanChangedError } from './PlanChangedError';
import { PreparedProvision, ProvisionPlanner } from './ProvisionPlanner';

/** What a caller asked for, and what came of it. */
export type StartResult = {
  operation: Operation;
  /** False when the Idempotency-Key belongs to an operation that exists. */
  isNew: boolean;
};

/** Plans and applies provisions. */
export class Provisioner {
  readonly #planner: ProvisionPlanner;
  readonly #aws: AwsAccounts;
  readonly #pulumi: PulumiCloud;
  readonly #mappings: MappingStore;
  readonly #operations: OperationStore;
  readonly #ownRoles: OwnRoles;
  readonly #assessor: Assessor;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #running = new Set<Promise<void>>();

  constructor(options: {
    planner: ProvisionPlanner;
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    operations: OperationStore;
    ownRoles: OwnRoles;
    assessor: Assessor;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#planner = options.planner;
    this.#aws = options.aws;
    this.#pulumi = options.pulumi;
    this.#mappings = options.mappings;
    this.#operations = options.operations;
    this.#ownRoles = options.ownRoles;
    this.#assessor = options.assessor;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** What a provision would do. Writes nothing. */
  async plan(request: ProvisionRequest, caller: Caller): Promise<Plan> {
    return (await this.#planner.prepare(request, caller)).plan;
  }

  /**
   * Starts a provision; it goes on when the call has returned.
   *
   * @throws PlanChangedError when the request names another plan's digest
   */
  async start(
    request: ProvisionRequest,
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
    const prepared = await this.#planner.prepare(request, caller);
    const { plan, desired } = prepared;
    if (planDigest && planDigest !== plan.planDigest) {
      throw new PlanChangedError(plan);
    }
    let operation: Operation;
    try {
      operation = await this.#operations.create({
        request: asked,
        requestDigest,
        steps: plan.steps.map(step => ({ ...step, state: 'pending' })),
        outcome: plan.outcome,
        planDigest: plan.planDigest,
        idempotencyKey,
        createdBy: caller.userRef,
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
    const run = this.#apply(operation, asked, caller, prepared);
    this.#running.add(run);
    run.finally(() => this.#running.delete(run));
    return { operation, isNew: true };
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

  /** Resolves when no operation runs any more. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  /** Never rejects: the journal says how it ended. */
  async #apply(
    operation: Operation,
    request: ProvisionRequest,
    caller: Caller,
    prepared: PreparedProvision,
  ): Promise<void> {
    try {
      await this.#applyAudited(operation, request, caller, prepared);
    } catch (error) {
      // The journal or the audit log could not be written; the lease runs out.
      this.#logger.error(
        `Operation ${operation.id} stopped: ${messageOf(error)}`,
      );
    }
  }

  async #applyAudited(
    operation: Operation,
    request: ProvisionRequest,
    caller: Caller,
    prepared: PreparedProvision,
  ): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: 'operation-apply',
      severityLevel: 'high',
      meta: {
        operationId: operation.id,
        kind: operation.kind,
        roleArn: operation.outcome.roleArn,
        environment: { ...operation.environment },
        ownerRef: operation.ownerRef,
        createdBy: operation.createdBy,
      },
    });
    const renewal = setInterval(
      () =>
        this.#operations
          .renew(operation.id)
          // The journal's next entry finds out whether the lease is lost.
          .catch(error => this.#logger.warn(messageOf(error))),
      LEASE_MS / 4,
    );
    try {
      const end = await this.#run(operation, request, caller, prepared);
      if (end.state === 'succeeded') {
        await event.success();
      } else {
        await event.fail({ error: new Error(end.error ?? end.state) });
      }
    } catch (error) {
      await event.fail({ error: new Error(messageOf(error)) });
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  async #run(
    operation: Operation,
    request: ProvisionRequest,
    caller: Caller,
    { desired, provision }: PreparedProvision,
  ): Promise<JournalEntry> {
    return applyOperation(
      operation,
      {
        desired,
        reader: await this.#aws.reader(request.accountId),
        writer: await this.#aws.writer(request.accountId),
        pulumi: this.#pulumi,
        mappings: this.#mappings,
        ownRoles: this.#ownRoles,
        assessor: this.#assessor,
        createdBy: operation.createdBy,
        guard: {
          environment: state => checkEnvironment(provision, state),
          role: state => checkRole(provision, state),
        },
      },
      entry => this.#operations.record(operation.id, entry),
      {
        checkBefore: async () => {
          // Between the plan and the leases somebody else may have written.
          const { plan } = await this.#planner.prepare(request, caller);
          if (plan.planDigest !== operation.planDigest) {
            throw new PlanChangedError(plan);
          }
        },
        describeError: error => describeError(error, this.#logger),
      },
    );
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

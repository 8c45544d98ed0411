import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  Operation,
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller, requireMembership } from '../access/ownership';
import { Assessor } from '../assessment/Assessor';
import { AwsAccounts } from '../aws/AwsAccount';
import { requireAccount, requireOrganization } from '../config/configured';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingStore } from '../mappings/MappingStore';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { applyOperation } from './applyOperation';
import { checkObserved } from './checkObserved';
import { checkRequest } from './checkRequest';
import { DesiredState, desiredState } from './desiredState';
import { digest } from './digest';
import { requireAllowance } from './guardrails';
import { observe } from './observedState';
import { OperationStore } from './OperationStore';
import { OwnRoles } from './OwnRoles';
import { PROVISIONING_STEPS } from './steps';

/** Refuses an apply whose plan has changed since it was agreed to. */
export class PlanChangedError extends ConflictError {
  readonly plan: Plan;

  constructor(plan: Plan) {
    super(
      'What is there has changed since the plan was made: look at the new plan',
    );
    this.name = 'ConflictError';
    this.plan = plan;
  }
}

/** What a caller asked for, and what came of it. */
export type StartResult = {
  operation: Operation;
  /** False when the Idempotency-Key belongs to an operation that exists. */
  isNew: boolean;
};

/** Plans and applies provisions. */
export class Provisioner {
  readonly #config: EscTrustConfig;
  readonly #instanceId: string;
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
    config: EscTrustConfig;
    instanceId: string;
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    mappings: MappingStore;
    operations: OperationStore;
    ownRoles: OwnRoles;
    assessor: Assessor;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#instanceId = options.instanceId;
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
    return (await this.#prepare(request, caller)).plan;
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
    const { plan, desired } = await this.#prepare(request, caller);
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
        resources: resourcesOf(desired, plan),
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
    const run = this.#apply(operation, desired);
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

  /** Everything that can be refused is refused here, before the first write. */
  async #prepare(
    request: ProvisionRequest,
    caller: Caller,
  ): Promise<{ plan: Plan; desired: DesiredState }> {
    checkRequest(request);
    const organization = requireOrganization(this.#config, request.environment);
    requireAccount(this.#config, request.accountId);
    requireMembership(caller, request.ownerRef);
    requireAllowance(this.#config.allow, request);

    const account = await this.#aws.reader(request.accountId);
    const portal = await account.getCaller();
    if (portal.accountId !== request.accountId) {
      throw new InputError(
        `The credentials configured for account ${request.accountId} belong to account ${portal.accountId}: correct aws.accounts`,
      );
    }
    const desired = desiredState(request, {
      issuer: organization.issuer,
      partition: portal.partition,
      instanceId: this.#instanceId,
    });
    const observed = await observe(
      {
        environment: desired.environment,
        loginPath: desired.login.path,
        roleName: desired.role.name,
        identityProviderArn: desired.identityProviderArn,
      },
      { account, pulumi: this.#pulumi, mappings: this.#mappings },
    );
    await checkObserved(caller, desired, observed, this.#ownRoles);
    const steps = PROVISIONING_STEPS.map(step => ({
      step: step.name,
      ...step.plan(desired, observed),
    }));
    return {
      desired,
      plan: {
        kind: 'provision',
        steps,
        planDigest: digest(steps),
        outcome: {
          roleArn: desired.role.arn,
          identityProviderArn: desired.identityProviderArn,
          audience: desired.audience,
          subject: desired.subject,
          ...(observed.mapping ? { mappingId: observed.mapping.id } : {}),
        },
      },
    };
  }

  /** Never rejects: the journal says how it ended. */
  async #apply(operation: Operation, desired: DesiredState): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: 'operation-apply',
      severityLevel: 'high',
      meta: {
        operationId: operation.id,
        kind: operation.kind,
        roleArn: desired.role.arn,
        environment: { ...desired.environment },
        ownerRef: desired.ownerRef,
        createdBy: operation.createdBy,
      },
    });
    try {
      const end = await applyOperation(
        operation,
        {
          desired,
          reader: await this.#aws.reader(desired.accountId),
          writer: await this.#aws.writer(desired.accountId),
          pulumi: this.#pulumi,
          mappings: this.#mappings,
          ownRoles: this.#ownRoles,
          assessor: this.#assessor,
          createdBy: operation.createdBy,
        },
        entry => this.#operations.record(operation.id, entry),
      );
      if (end.state === 'succeeded') {
        await event.success();
      } else {
        await event.fail({ error: new Error(end.error ?? end.state) });
      }
    } catch (error) {
      // The journal itself could not be written; its lease will run out.
      const cause = error instanceof Error ? error : new Error(String(error));
      this.#logger.error(`Operation ${operation.id} stopped: ${cause.message}`);
      await event.fail({ error: cause });
    }
  }
}

/** What nobody else may change while the operation runs. */
function resourcesOf(desired: DesiredState, plan: Plan): string[] {
  const { organization, project, name } = desired.environment;
  const { accountId, identityProviderArn, role } = desired;
  const changesProvider = plan.steps.some(
    ({ step, action }) =>
      (step === 'identity-provider' || step === 'audience') &&
      action !== 'unchanged',
  );
  return [
    // Role names are unique without regard to case.
    `role:${accountId}:${role.name.toLocaleLowerCase('en-US')}`,
    `environment:${organization}/${project}/${name}`,
    ...(changesProvider ? [`identity-provider:${identityProviderArn}`] : []),
  ];
}

import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { Assessor } from '../assessment/Assessor';
import { AWS_CALL_TIMEOUT_MS } from '../aws/IamClients';
import { AwsAccountReader, AwsAccounts } from '../aws/AwsAccount';
import { PulumiCloud } from '../pulumi/PulumiCloud';
import { Clock } from '../time/Clock';
import { WriteGuard } from '../time/WriteGuard';
import { describeError } from './describeError';
import { OperationLease } from './journal/OperationLease';
import { LEASE_MS, OperationStore } from './journal/OperationStore';
import { HeldOperation, JournalEntry } from './journal/rows';
import { rolesAssumed } from './rolesAssumed';
import { runOperation } from './runOperation';
import { STEPS } from './steps';
import { StepContext, Stores } from './steps/ProvisioningStep';

/** What a kind of operation asks of what its steps read. */
export interface OperationRules {
  /** Refuses when the plan isn't any more what was agreed to. */
  checkBefore(held: HeldOperation): Promise<void>;
  /** Refuses, for every state that a step has read, what isn't the caller's. */
  guardOf(
    held: HeldOperation,
    reader: AwsAccountReader,
    portalRoleNames: string[],
  ): StepContext['guard'];
  /**
   * The same on the way back, where only ownership counts: what has become
   * forbidden meanwhile must not keep an operation from taking back its own.
   */
  guardBackOf(held: HeldOperation): StepContext['guard'];
}

/** Runs operations: new ones, and those whose process is gone. */
export class OperationRunner {
  readonly #aws: AwsAccounts;
  readonly #pulumi: PulumiCloud;
  readonly #stores: Stores;
  readonly #storesIn: (tx: Knex.Transaction) => Stores;
  readonly #operations: OperationStore;
  readonly #assessor: Assessor;
  readonly #rules: OperationRules;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #onProgress: (operation: Operation) => void;
  readonly #running = new Set<Promise<void>>();

  constructor(options: {
    aws: AwsAccounts;
    pulumi: PulumiCloud;
    stores: Stores;
    /** The same within a transaction. */
    storesIn: (tx: Knex.Transaction) => Stores;
    operations: OperationStore;
    assessor: Assessor;
    rules: OperationRules;
    auditor: AuditorService;
    logger: LoggerService;
    clock: Clock;
    /** Called with an operation that is new or got further; must not wait. */
    onProgress?: (operation: Operation) => void;
  }) {
    this.#aws = options.aws;
    this.#pulumi = options.pulumi;
    this.#stores = options.stores;
    this.#storesIn = options.storesIn;
    this.#operations = options.operations;
    this.#assessor = options.assessor;
    this.#rules = options.rules;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#onProgress = options.onProgress ?? (() => {});
  }

  /** Runs an operation that was just stored; it goes on after the call. */
  start(held: HeldOperation): void {
    this.#onProgress(held.operation);
    this.#track(this.#run(held));
  }

  /**
   * Takes over operations whose process is gone.
   *
   * @returns how many; they go on after the call
   */
  async resume(): Promise<number> {
    const taken = await this.#operations.takeOver();
    for (const held of taken) {
      this.#track(this.#resume(held));
    }
    return taken.length;
  }

  /** Resolves when no operation runs here any more. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.allSettled([...this.#running]);
    }
  }

  #track(run: Promise<void>): void {
    this.#running.add(run);
    run.finally(() => this.#running.delete(run));
  }

  async #resume(held: HeldOperation): Promise<void> {
    this.#logger.warn(
      `Going on with operation ${held.operation.id}, whose process has stopped`,
    );
    // What its last run has sent may still take effect for as long as that.
    await this.#clock.wait(AWS_CALL_TIMEOUT_MS);
    await this.#run(held);
  }

  /** Never rejects: the journal says how it ended. */
  async #run(held: HeldOperation): Promise<void> {
    try {
      await this.#runAudited(held);
    } catch (error) {
      // The lease is lost, or the database or the audit log fails: the lease
      // runs out, and whoever can goes on.
      this.#logger.error(
        `Operation ${held.operation.id} stopped: ${describeError(
          error,
          this.#logger,
        )}`,
      );
    }
  }

  async #runAudited(held: HeldOperation): Promise<void> {
    const { operation } = held;
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
    try {
      const end = await this.#runHeld(held);
      if (end.state === 'succeeded') {
        await event.success();
      } else {
        await event.fail({ error: new Error(end.error ?? end.state) });
      }
    } catch (error) {
      await event.fail({
        error: new Error(describeError(error, this.#logger)),
      });
      throw error;
    }
  }

  async #runHeld(held: HeldOperation) {
    const { operation, desired } = held;
    const lease = new OperationLease({
      store: this.#operations,
      clock: this.#clock,
      held: { id: operation.id, holder: held.holder },
    });
    const stopRenewal = this.#clock.every(LEASE_MS / 4, () =>
      // The journal's next entry finds out whether the lease is lost.
      lease.renew().catch(error => this.#logger.warn(messageOf(error))),
    );
    const contextWith = async (direction: 'forward' | 'back') => {
      const signal = direction === 'forward' ? lease.cancellation : undefined;
      const guard: WriteGuard = {
        signal,
        beforeWrite: ({ timeoutMs }) => lease.outlast(timeoutMs),
      };
      const reader = await this.#aws.reader(desired.accountId);
      const writer = await this.#aws.writer(desired.accountId, guard);
      const portalRoleNames = rolesAssumed(
        await reader.getCaller(),
        await writer.getCaller(),
      );
      return {
        desired,
        reader,
        writer,
        pulumi: this.#pulumi.guarded(guard),
        ...this.#stores,
        writeStores: <T>(write: (stores: Stores) => Promise<T>) =>
          lease.whileHeld(tx => write(this.#storesIn(tx))),
        assessor: this.#assessor,
        clock: this.#clock,
        signal,
        createdBy: operation.createdBy,
        guard:
          direction === 'forward'
            ? this.#rules.guardOf(held, reader, portalRoleNames)
            : this.#rules.guardBackOf(held),
      };
    };
    let told = '';
    const tellProgress = ({ state, steps }: JournalEntry) => {
      const progress = [state, ...steps.map(step => step.state)].join();
      // What a step notes before it writes is of interest to nobody else.
      if (progress !== told) {
        told = progress;
        this.#onProgress({ ...operation, state, steps });
      }
    };
    try {
      return await runOperation(held, {
        steps: STEPS[operation.kind],
        connect: async () => ({
          forward: await contextWith('forward'),
          back: await contextWith('back'),
        }),
        clock: this.#clock,
        record: async entry => {
          await lease.record(entry);
          tellProgress(entry);
        },
        checkBefore: () => this.#rules.checkBefore(held),
        describeError: error => describeError(error, this.#logger),
      });
    } finally {
      stopRenewal();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

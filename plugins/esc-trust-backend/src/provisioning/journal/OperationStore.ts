import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Operation,
  OperationRequest,
  OperationState,
  OperationStep,
  ProvisionOutcome,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Caller } from '../../access/ownership';
import { DesiredState } from '../desiredState';
import { Clock } from '../../time/Clock';
import {
  HeldOperation,
  JournalEntry,
  OperationRow,
  toHeldOperation,
  toOperation,
} from './rows';

const OPERATIONS = 'esc_trust_operations';
const LEASES = 'esc_trust_leases';
const RUNNING: OperationState[] = ['pending', 'applying', 'rolling-back'];

const BUSY =
  'Another operation is changing the same role, identity provider or environment: try again when it has finished';

/** A run keeps its operation this long after its last sign of life. */
export const LEASE_MS = 60_000;

/** An operation to be stored, before its first step. */
export interface OperationDraft {
  kind: Operation['kind'];
  /** As asked for, without dry run and digest. */
  request: OperationRequest;
  requestDigest: string;
  desired: DesiredState;
  caller: Caller;
  steps: OperationStep[];
  outcome: ProvisionOutcome;
  planDigest: string;
  idempotencyKey?: string;
  /** What it will change: nobody else may until it has ended. */
  resources: string[];
  /** What it relies on: nobody may be changing it. */
  reliesOn: string[];
}

/** Another run may be working by now: nothing may be written any more. */
export class LeaseLostError extends ConflictError {
  constructor(operationId: string) {
    super(`This run no longer holds the operation ${operationId}`);
    this.name = 'ConflictError';
  }
}

/** What a run learns whenever it shows that it is alive. */
export interface SignOfLife {
  /** Epoch milliseconds until which nobody else takes the operation over. */
  leaseUntil: number;
  /** Who wants the operation taken back. */
  cancelledBy?: string;
}

/**
 * Operations with their journal, who works on them, and what they may change.
 *
 * @remarks
 * Two kinds of locks: what an operation changes is its own until it has ended,
 * so that nothing interleaves with it. The operation itself is held by one run
 * at a time, whose lease runs out when its process dies; every entry of the
 * journal is bound to that lease.
 */
export class OperationStore {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async get(id: string): Promise<Operation | undefined> {
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id })
      .first();
    return row && toOperation(row);
  }

  /** The latest operations of a user and of what they own, newest first. */
  async listInvolving(caller: Caller): Promise<Operation[]> {
    const rows = await this.#knex<OperationRow>(OPERATIONS)
      .where({ created_by: caller.userRef })
      .orWhereIn(
        'owner_ref',
        caller.ownershipRefs.map(ref => ref.toLocaleLowerCase('en-US')),
      )
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(100);
    return rows.map(toOperation);
  }

  /** The operation that a user started with this key, unless it was rolled back. */
  async findByIdempotencyKey(
    userRef: string,
    key: string,
  ): Promise<{ operation: Operation; requestDigest: string } | undefined> {
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ created_by: userRef, idempotency_key: key })
      .first();
    return (
      row && { operation: toOperation(row), requestDigest: row.request_digest }
    );
  }

  /**
   * Stores an operation, held by a new run, and locks what it will change, or
   * does neither.
   *
   * @throws ConflictError when another operation has locked one of them, or the
   *   key is taken
   */
  async create(draft: OperationDraft): Promise<HeldOperation> {
    const now = this.#clock.now();
    const { desired, caller } = draft;
    const row: OperationRow = {
      id: randomUUID(),
      kind: draft.kind,
      state: 'pending',
      request: JSON.stringify(draft.request),
      request_digest: draft.requestDigest,
      steps: JSON.stringify(draft.steps),
      outcome: JSON.stringify(draft.outcome),
      plan_digest: draft.planDigest,
      error: null,
      idempotency_key: draft.idempotencyKey ?? null,
      desired: JSON.stringify(desired),
      caller: JSON.stringify({
        userRef: caller.userRef,
        ownershipRefs: caller.ownershipRefs,
      }),
      memos: '{}',
      holder: randomUUID(),
      cancelled_by: null,
      environment: stringifyEnvironmentRef(desired.environment),
      account_id: desired.accountId,
      owner_ref: desired.ownerRef,
      created_at: now.toISOString(),
      created_by: caller.userRef,
      updated_at: now.toISOString(),
      lease_until: now.getTime() + LEASE_MS,
    };
    try {
      await this.#knex.transaction(async tx => {
        const held = await tx(LEASES)
          .whereIn('resource', draft.reliesOn)
          .first();
        if (held) {
          throw new ConflictError(BUSY);
        }
        // Sorted, so that two operations never wait for each other.
        for (const resource of [...draft.resources].sort()) {
          await tx(LEASES).insert({ resource, operation_id: row.id });
        }
        await tx<OperationRow>(OPERATIONS).insert(row);
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(BUSY);
      }
      throw error;
    }
    return toHeldOperation(row);
  }

  /**
   * Writes the journal and keeps the operation for its run; one that has ended
   * gives up what it had locked.
   *
   * @throws LeaseLostError
   */
  async record(
    held: { id: string; holder: string },
    entry: JournalEntry,
  ): Promise<SignOfLife> {
    const now = this.#clock.now();
    const running = RUNNING.includes(entry.state);
    return this.#knex.transaction(async tx => {
      const life = await this.#showLife(tx, held, now, {
        state: entry.state,
        steps: JSON.stringify(entry.steps),
        outcome: JSON.stringify(entry.outcome),
        memos: JSON.stringify(entry.memos),
        error: entry.error ?? null,
        updated_at: now.toISOString(),
        ...(running ? {} : { holder: null }),
        // Only what runs or has succeeded answers for its key: after any other
        // end, a retry really tries.
        ...(running || entry.state === 'succeeded'
          ? {}
          : { idempotency_key: null }),
      });
      if (!running) {
        await tx(LEASES).where({ operation_id: held.id }).delete();
      }
      return life;
    });
  }

  /**
   * Keeps an operation whose step takes long.
   *
   * @throws LeaseLostError
   */
  async renew(held: { id: string; holder: string }): Promise<SignOfLife> {
    return this.#knex.transaction(tx =>
      this.#showLife(tx, held, this.#clock.now(), {}),
    );
  }

  /**
   * Writes to the portal's other tables, in one transaction with a sign of life:
   * a run that has lost its operation writes nothing, and nobody takes the
   * operation over in between.
   *
   * @param write - must use nothing but the transaction, and call no cloud
   * @throws LeaseLostError
   */
  async whileHeld<T>(
    held: { id: string; holder: string },
    write: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.#knex.transaction(async tx => {
      await this.#showLife(tx, held, this.#clock.now(), {});
      return write(tx);
    });
  }

  async #showLife(
    tx: Knex.Transaction,
    { id, holder }: { id: string; holder: string },
    now: Date,
    changes: Partial<OperationRow>,
  ): Promise<SignOfLife> {
    const leaseUntil = now.getTime() + LEASE_MS;
    const written = await tx<OperationRow>(OPERATIONS)
      .where({ id, holder })
      .andWhere('lease_until', '>', now.getTime())
      .update({ ...changes, lease_until: leaseUntil });
    if (written === 0) {
      throw new LeaseLostError(id);
    }
    const row = await tx<OperationRow>(OPERATIONS).where({ id }).first();
    return { leaseUntil, cancelledBy: row?.cancelled_by ?? undefined };
  }

  /**
   * Asks for an operation to be taken back; its run sees it at its next step.
   *
   * @throws ConflictError when it has ended
   */
  async cancel(id: string, userRef: string): Promise<void> {
    const written = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id })
      .whereIn('state', RUNNING)
      .update({ cancelled_by: userRef });
    if (written === 0) {
      throw new ConflictError(
        'The operation has ended: there is nothing to cancel',
      );
    }
  }

  /** Takes over operations whose process is gone; at most a few at a time. */
  async takeOver(limit = 5): Promise<HeldOperation[]> {
    const now = this.#clock.now().getTime();
    const abandoned = () =>
      this.#knex<OperationRow>(OPERATIONS)
        .whereIn('state', RUNNING)
        .andWhere('lease_until', '<=', now);
    const candidates = await abandoned().orderBy('lease_until').limit(limit);
    const taken: HeldOperation[] = [];
    for (const { id } of candidates) {
      const holder = randomUUID();
      // Another replica may have been faster.
      const written = await abandoned()
        .andWhere({ id })
        .update({ holder, lease_until: now + LEASE_MS });
      if (written > 0) {
        const row = await this.#knex<OperationRow>(OPERATIONS)
          .where({ id })
          .first();
        taken.push(toHeldOperation(row!));
      }
    }
    return taken;
  }
}

import {
  Operation,
  OperationState,
  OperationStep,
  ProvisionOutcome,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';

const OPERATIONS = 'esc_trust_operations';
const LEASES = 'esc_trust_leases';
const RUNNING: OperationState[] = ['pending', 'applying', 'rolling-back'];

const BUSY =
  'Another operation is changing the same role, identity provider or environment: try again when it has finished';

/** An operation's process renews its leases at least this often. */
export const LEASE_MS = 120_000;

interface OperationRow {
  id: string;
  kind: 'provision';
  state: OperationState;
  request: string;
  request_digest: string;
  steps: string;
  outcome: string;
  plan_digest: string;
  error: string | null;
  idempotency_key: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  lease_until: number | string;
}

/** An operation to be stored, before its first step. */
export interface OperationDraft {
  request: ProvisionRequest;
  requestDigest: string;
  steps: OperationStep[];
  outcome: ProvisionOutcome;
  planDigest: string;
  idempotencyKey?: string;
  createdBy: string;
  /** What it will change: nobody else may at the same time. */
  resources: string[];
  /** What it relies on: nobody may be changing it. */
  reliesOn: string[];
}

/** What a journal entry changes. */
export interface JournalEntry {
  state: OperationState;
  steps: OperationStep[];
  outcome: ProvisionOutcome;
  error?: string;
}

/** Operations with their journal, and the leases on what they change. */
export class OperationStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(options: { knex: Knex; now?: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
  }

  async get(id: string): Promise<Operation | undefined> {
    await this.#markAbandoned();
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id })
      .first();
    return row && toOperation(row);
  }

  /** The latest operations of a user, newest first. */
  async listByCreator(userRef: string): Promise<Operation[]> {
    await this.#markAbandoned();
    const rows = await this.#knex<OperationRow>(OPERATIONS)
      .where({ created_by: userRef })
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
    await this.#markAbandoned();
    const row = await this.#knex<OperationRow>(OPERATIONS)
      .where({ created_by: userRef, idempotency_key: key })
      .first();
    return (
      row && { operation: toOperation(row), requestDigest: row.request_digest }
    );
  }

  /**
   * Stores an operation and takes the leases on what it will change, or neither.
   *
   * @throws ConflictError when another operation holds one of them, or the key
   *   is taken
   */
  async create(draft: OperationDraft): Promise<Operation> {
    const id = randomUUID();
    const now = this.#now();
    const leaseUntil = now.getTime() + LEASE_MS;
    try {
      await this.#knex.transaction(async tx => {
        await tx(LEASES).where('expires_at', '<=', now.getTime()).delete();
        const held = await tx(LEASES)
          .whereIn('resource', draft.reliesOn)
          .first();
        if (held) {
          throw new ConflictError(BUSY);
        }
        // Sorted, so that two operations never wait for each other.
        for (const resource of [...draft.resources].sort()) {
          await tx(LEASES).insert({
            resource,
            operation_id: id,
            expires_at: leaseUntil,
          });
        }
        await tx<OperationRow>(OPERATIONS).insert({
          id,
          kind: 'provision',
          state: 'pending',
          request: JSON.stringify(draft.request),
          request_digest: draft.requestDigest,
          steps: JSON.stringify(draft.steps),
          outcome: JSON.stringify(draft.outcome),
          plan_digest: draft.planDigest,
          error: null,
          idempotency_key: draft.idempotencyKey ?? null,
          created_at: now.toISOString(),
          created_by: draft.createdBy,
          updated_at: now.toISOString(),
          lease_until: leaseUntil,
        });
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(BUSY);
      }
      throw error;
    }
    return (await this.get(id))!;
  }

  /**
   * Writes the journal and renews the leases; an ended operation gives them up.
   *
   * @throws ConflictError when the leases have run out: somebody else may be
   *   working by now, so nothing may be written any more
   */
  async record(id: string, entry: JournalEntry): Promise<void> {
    const now = this.#now();
    const running = RUNNING.includes(entry.state);
    const leaseUntil = now.getTime() + LEASE_MS;
    await this.#knex.transaction(async tx => {
      const leases = tx(LEASES).where({ operation_id: id });
      await (running
        ? leases.update({ expires_at: leaseUntil })
        : leases.delete());
      const written = await tx<OperationRow>(OPERATIONS)
        .where({ id })
        .whereIn('state', RUNNING)
        .andWhere('lease_until', '>', now.getTime())
        .update({
          state: entry.state,
          steps: JSON.stringify(entry.steps),
          outcome: JSON.stringify(entry.outcome),
          error: entry.error ?? null,
          updated_at: now.toISOString(),
          lease_until: leaseUntil,
          // Only what runs or has succeeded answers for its key: after any other
          // end, a retry really tries.
          ...(running || entry.state === 'succeeded'
            ? {}
            : { idempotency_key: null }),
        });
      if (written === 0) {
        throw new ConflictError(`The leases of operation ${id} have run out`);
      }
    });
  }

  /** Keeps the leases of an operation whose step takes long. */
  async renew(id: string): Promise<void> {
    const now = this.#now().getTime();
    await this.#knex.transaction(async tx => {
      const alive = await tx<OperationRow>(OPERATIONS)
        .where({ id })
        .whereIn('state', RUNNING)
        .andWhere('lease_until', '>', now)
        .update({ lease_until: now + LEASE_MS });
      if (alive > 0) {
        await tx(LEASES)
          .where({ operation_id: id })
          .update({ expires_at: now + LEASE_MS });
      }
    });
  }

  /** An operation whose process is gone waits for a person. */
  async #markAbandoned(): Promise<void> {
    const now = this.#now();
    await this.#knex<OperationRow>(OPERATIONS)
      .whereIn('state', RUNNING)
      .andWhere('lease_until', '<=', now.getTime())
      .update({
        state: 'needs-attention',
        error:
          'The process that ran this operation has stopped halfway. Start the same operation again: it goes on from what is there, or says what is in its way.',
        idempotency_key: null,
        updated_at: now.toISOString(),
      });
  }
}

function toOperation(row: OperationRow): Operation {
  const request: ProvisionRequest = JSON.parse(row.request);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    environment: request.environment,
    accountId: request.accountId,
    ownerRef: request.ownerRef,
    steps: JSON.parse(row.steps),
    planDigest: row.plan_digest,
    outcome: JSON.parse(row.outcome),
    ...(row.error ? { error: row.error } : {}),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

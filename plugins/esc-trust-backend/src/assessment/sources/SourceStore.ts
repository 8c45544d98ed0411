import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Metrics, noMetrics } from '../../metrics/Metrics';
import { Clock } from '../../time/Clock';
import { newDueInMs, nextDueInMs } from './dueTimes';
import { SourceRow, toSource } from './rows';
import { Claim, Source, SourceFailure, SourceKind, SourceRef } from './Source';

const SOURCES = 'esc_trust_sources';
const ROWS_AT_ONCE = 100;

/** A claim ends after this time, unless its replica shows that it lives. */
export const CLAIM_MS = 60_000;

/** What is written along with a result: all of it, or none. */
export type Alongside = (tx: Knex.Transaction) => Promise<void>;

/** Somebody else reads the source by now: this result comes too late. */
export class ClaimLostError extends Error {
  constructor({ kind, name }: SourceRef) {
    super(`Another replica reads the ${kind} ${name} by now`);
  }
}

/**
 * The sources, and which of them is due.
 *
 * @remarks
 * A source that is claimed is due again when its claim ends: a replica that dies
 * loses nothing. What it would have written is refused once another replica has
 * claimed the source.
 */
export class SourceStore {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #frequencyMs: number;
  readonly #random: () => number;
  readonly #metrics: Metrics;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    /** Between two reads of a source. */
    frequencyMs: number;
    /** From 0 to 1. Default: `Math.random` */
    random?: () => number;
    metrics?: Metrics;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#frequencyMs = options.frequencyMs;
    this.#random = options.random ?? Math.random;
    this.#metrics = options.metrics ?? noMetrics;
  }

  /**
   * Makes these the sources of a kind: new ones are due soon.
   *
   * @param forget - what else goes with sources that are no more
   */
  async configure(
    kind: SourceKind,
    names: string[],
    forget: (tx: Knex.Transaction, names: string[]) => Promise<void>,
  ): Promise<void> {
    const now = this.#now();
    await this.#knex.transaction(async tx => {
      const known: string[] = await tx(SOURCES).where({ kind }).pluck('name');
      const isKnown = new Set(known);
      const added = names
        .filter(name => !isKnown.has(name))
        .map(name => ({ kind, name, due_at: now + newDueInMs(this.#random) }));
      for (let at = 0; at < added.length; at += ROWS_AT_ONCE) {
        await tx(SOURCES)
          .insert(added.slice(at, at + ROWS_AT_ONCE))
          // Replicas that start together want the same.
          .onConflict(['kind', 'name'])
          .ignore();
      }
      const stays = new Set(names);
      const removed = known.filter(name => !stays.has(name));
      if (removed.length > 0) {
        await forget(tx, removed);
        await tx(SOURCES).where({ kind }).whereIn('name', removed).delete();
      }
    });
  }

  /**
   * Takes sources that are due; no two callers get the same one.
   *
   * @param options - `failing` chooses those that could not be read last time,
   *   or the others.
   */
  async claimDue(options: {
    kind: SourceKind;
    failing: boolean;
    limit: number;
  }): Promise<Claim[]> {
    const { kind, failing, limit } = options;
    const now = this.#now();
    const claimId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<SourceRow>(SOURCES)
        .where({ kind })
        .where('due_at', '<=', now)
        .where('failed_cycles', failing ? '>' : '=', 0)
        .orderBy('due_at')
        .limit(limit);
      // Of SQLite there is one connection only.
      const isPostgres = tx.client.config.client === 'pg';
      const rows = await (isPostgres ? due.forUpdate().skipLocked() : due);
      if (rows.length === 0) {
        return [];
      }
      const lastTriedAt = new Date(now).toISOString();
      await tx<SourceRow>(SOURCES)
        .where({ kind })
        .whereIn(
          'name',
          rows.map(row => row.name),
        )
        .update({
          claim_id: claimId,
          due_at: now + CLAIM_MS,
          last_tried_at: lastTriedAt,
        });
      return rows.map(row => ({ ...toSource(row), lastTriedAt, claimId }));
    });
  }

  /** Has a source read soon that nobody reads at the moment. */
  async makeDue({ kind, name }: SourceRef): Promise<void> {
    await this.#knex<SourceRow>(SOURCES)
      .where({ kind, name, claim_id: null, failed_cycles: 0 })
      // One that was never read is due soon anyway.
      .whereNotNull('last_good_at')
      .update({ due_at: this.#now() });
  }

  /** Keeps a claim; false when it is lost. */
  async renew(claim: Claim): Promise<boolean> {
    const kept = await this.#claimed(this.#knex, claim).update({
      due_at: this.#now() + CLAIM_MS,
    });
    return kept === 1;
  }

  /**
   * Writes while a claim holds.
   *
   * @throws ClaimLostError, and then nothing is written
   */
  async whileClaimed(claim: Claim, write: Alongside): Promise<void> {
    await this.#write(claim, { due_at: this.#now() + CLAIM_MS }, write);
  }

  /**
   * Notes that a source was read.
   *
   * @throws ClaimLostError, and then nothing is written
   */
  async succeed(
    claim: Claim,
    figures: Record<string, number>,
    alongside: Alongside,
  ): Promise<void> {
    await this.#write(
      claim,
      {
        claim_id: null,
        due_at: this.#now() + this.#dueInMs(0),
        last_good_at: claim.lastTriedAt,
        failing_since: null,
        failed_cycles: 0,
        reason: null,
        figures: JSON.stringify(figures),
      },
      alongside,
    );
    this.#metrics.scanned(claim.kind, 'read');
  }

  /**
   * Notes that a source could not be read.
   *
   * @param alongside - is told how it fails by now
   * @throws ClaimLostError, and then nothing is written
   */
  async fail(
    claim: Claim,
    reason: string,
    alongside: (tx: Knex.Transaction, failure: SourceFailure) => Promise<void>,
  ): Promise<void> {
    const failure = {
      since: claim.failure?.since ?? this.#clock.now().toISOString(),
      cycles: (claim.failure?.cycles ?? 0) + 1,
      reason,
    };
    await this.#write(
      claim,
      {
        claim_id: null,
        due_at: this.#now() + this.#dueInMs(failure.cycles),
        failing_since: failure.since,
        failed_cycles: failure.cycles,
        reason,
      },
      tx => alongside(tx, failure),
    );
    this.#metrics.scanned(claim.kind, 'unreadable');
  }

  /** Gives a source back that nothing is known about: it is due again soon. */
  async release(claim: Claim, dueInMs: number): Promise<void> {
    await this.#claimed(this.#knex, claim).update({
      claim_id: null,
      due_at: this.#now() + dueInMs,
    });
  }

  /** Those that can't be read. */
  async failing(kind: SourceKind): Promise<Source[]> {
    const rows = await this.#knex<SourceRow>(SOURCES)
      .where({ kind })
      .where('failed_cycles', '>', 0);
    return rows.map(toSource);
  }

  /** In the order of their names. */
  async list(kind: SourceKind): Promise<Source[]> {
    const rows = await this.#knex<SourceRow>(SOURCES)
      .where({ kind })
      .orderBy('name');
    return rows.map(toSource);
  }

  async #write(
    claim: Claim,
    columns: Partial<SourceRow>,
    alongside: Alongside,
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      // First, so that everything else waits for whoever holds the source.
      const updated = await this.#claimed(tx, claim).update(columns);
      if (updated !== 1) {
        throw new ClaimLostError(claim);
      }
      await alongside(tx);
    });
  }

  #claimed(knex: Knex, { kind, name, claimId }: Claim) {
    return knex<SourceRow>(SOURCES).where({ kind, name, claim_id: claimId });
  }

  #dueInMs(failedCycles: number): number {
    return nextDueInMs({
      frequencyMs: this.#frequencyMs,
      failedCycles,
      random: this.#random,
    });
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

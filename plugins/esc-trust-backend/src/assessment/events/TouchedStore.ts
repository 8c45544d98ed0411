import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { IAM_PROPAGATION_MS } from '../../aws/retryPolicy';
import { Clock } from '../../time/Clock';
import { fromKey, toKey, Touched, TouchedKey } from './Touched';

const TOUCHED = 'esc_trust_touched';

/** A claim ends after this time, unless its replica shows that it lives. */
export const TOUCH_CLAIM_MS = 30_000;

/**
 * IAM shows changes late: what was read at once is read again when they show for
 * certain. Pulumi Cloud shows them at once.
 */
const LOOKS: Record<Touched['kind'], number> = {
  role: 2,
  'identity-provider': 2,
  environment: 1,
};

interface TouchedRow extends TouchedKey {
  /** PostgreSQL gives big numbers as text. */
  noted_at: number | string;
  notes: number;
  looks: number;
  due_at: number | string;
  claim_id: string | null;
}

/** Something touched that one replica reads now. */
export interface TouchClaim {
  touched: Touched;
  claimId: string;
  /** Events that it stands for. */
  notes: number;
}

/**
 * What events say has changed, until it has been read.
 *
 * @remarks
 * One row for each thing, however many events name it: those that come while it
 * is read make it be read once more. What a replica has claimed that dies is due
 * again when the claim ends.
 */
export class TouchedStore {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /** Makes it due now, or as soon as whoever reads it has done so. */
  async note(touched: Touched): Promise<void> {
    const now = this.#now();
    const looks = LOOKS[touched.kind];
    await this.#knex<TouchedRow>(TOUCHED)
      .insert({
        ...toKey(touched),
        noted_at: now,
        notes: 1,
        looks,
        due_at: now,
      })
      .onConflict(['kind', 'name'])
      .merge({
        noted_at: now,
        notes: this.#knex.raw(`${TOUCHED}.notes + 1`),
        looks,
        due_at: this.#knex.raw(
          `CASE WHEN ${TOUCHED}.claim_id IS NULL THEN ? ELSE ${TOUCHED}.due_at END`,
          [now],
        ),
      });
  }

  /** Takes what is due; no two callers get the same. */
  async claimDue(limit: number): Promise<TouchClaim[]> {
    const now = this.#now();
    const claimId = randomUUID();
    return this.#knex.transaction(async tx => {
      const due = tx<TouchedRow>(TOUCHED)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit);
      // Of SQLite there is one connection only.
      const isPostgres = tx.client.config.client === 'pg';
      const rows = await (isPostgres ? due.forUpdate().skipLocked() : due);
      for (const { kind, name } of rows) {
        await tx<TouchedRow>(TOUCHED)
          .where({ kind, name })
          .update({ claim_id: claimId, due_at: now + TOUCH_CLAIM_MS });
      }
      return rows.map(row => ({
        touched: fromKey(row),
        claimId,
        notes: row.notes,
      }));
    });
  }

  /** Keeps a claim; false when it is lost. */
  async renew(claim: TouchClaim): Promise<boolean> {
    const kept = await this.#claimed(claim).update({
      due_at: this.#now() + TOUCH_CLAIM_MS,
    });
    return kept === 1;
  }

  /** It has been read, or there is nothing to read. */
  async done(claim: TouchClaim): Promise<void> {
    const now = this.#now();
    const asClaimed = () => this.#claimed(claim).where({ notes: claim.notes });
    const later = await asClaimed()
      .where('looks', '>', 1)
      .update({
        claim_id: null,
        looks: this.#knex.raw('looks - 1'),
        due_at: now + IAM_PROPAGATION_MS,
      });
    if (later === 0 && (await asClaimed().delete()) === 0) {
      // Another event has come: what was read may be older than it.
      await this.release(claim, 0);
    }
  }

  /** Gives it back unread. */
  async release(claim: TouchClaim, dueInMs: number): Promise<void> {
    await this.#claimed(claim).update({
      claim_id: null,
      due_at: this.#now() + dueInMs,
    });
  }

  #claimed({ touched, claimId }: TouchClaim) {
    return this.#knex<TouchedRow>(TOUCHED).where({
      ...toKey(touched),
      claim_id: claimId,
    });
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

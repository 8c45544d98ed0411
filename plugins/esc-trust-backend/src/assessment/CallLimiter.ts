import { Knex } from 'knex';
import { Clock } from '../time/Clock';

const LIMITS = 'esc_trust_call_limits';

/** What AWS counts together: every call with the portal's credentials. */
const NAME = 'aws';

/** How much slower calls become when AWS throttles one. */
const CUT = 0.7;
/** Several calls that are throttled at the same time count as one. */
const ONE_CUT_PER_MS = 1_000;
/** From nothing to the limit again takes this long. */
const RECOVERY_MS = 120_000;
/** However often AWS throttles, calls go on at this part of the limit. */
const LEAST = 0.05;

/** Whoever would have to wait longer than this for a call goes without. */
const MOST_WAIT_MS = 60_000;
/** The most calls that are reserved at once. */
const BATCH = 10;

/** There are too many calls waiting: not now. */
export class TooManyCallsError extends Error {}

interface LimitRow {
  name: string;
  next_at: number | string;
  cut_rate: number | null;
  cut_at: number | string;
}

/**
 * One pace of calls for all replicas.
 *
 * @remarks
 * The database holds when the next call may start. A replica reserves as many
 * calls as it waits for and moves that time on, in one statement; then it makes
 * them one by one. When AWS throttles, the pace is cut for everybody and recovers
 * slowly.
 */
export class CallLimiter {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #callsPerSecond: number;
  readonly #waiting: Array<{
    start(at: number): void;
    refuse(error: unknown): void;
  }> = [];
  #reserving = false;

  constructor(options: { knex: Knex; clock: Clock; callsPerSecond: number }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#callsPerSecond = options.callsPerSecond;
  }

  /**
   * Waits until a call may start.
   *
   * @throws TooManyCallsError when that would take too long
   */
  async take(signal?: AbortSignal): Promise<void> {
    const at = await new Promise<number>((start, refuse) => {
      this.#waiting.push({ start, refuse });
      this.#reserveForAll();
    });
    const waitMs = at - this.#now();
    if (waitMs > 0) {
      await this.#clock.wait(waitMs, signal);
    }
  }

  /** AWS has throttled a call: everybody slows down. */
  async slowDown(): Promise<void> {
    const row = await this.#read();
    const now = this.#now();
    await this.#knex(LIMITS)
      .where({ name: NAME })
      .where('cut_at', '<=', now - ONE_CUT_PER_MS)
      .update({
        cut_rate: Math.max(this.#rate(row) * CUT, this.#callsPerSecond * LEAST),
        cut_at: now,
      });
  }

  async #reserveForAll(): Promise<void> {
    if (this.#reserving) {
      return;
    }
    this.#reserving = true;
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0, BATCH);
        try {
          const { first, stepMs } = await this.#reserve(batch.length);
          batch.forEach(({ start }, index) => start(first + index * stepMs));
        } catch (error) {
          batch.forEach(({ refuse }) => refuse(error));
        }
      }
    } finally {
      this.#reserving = false;
    }
  }

  async #reserve(count: number): Promise<{ first: number; stepMs: number }> {
    const row = await this.#read();
    const now = this.#now();
    const stepMs = 1_000 / this.#rate(row);
    const takenMs = Math.ceil(count * stepMs);
    const [updated] = await this.#knex<LimitRow>(LIMITS)
      .where({ name: NAME })
      .where('next_at', '<=', now + MOST_WAIT_MS)
      .update({
        next_at: this.#knex.raw(
          'CASE WHEN next_at < ? THEN ? ELSE next_at END + ?',
          [now, now, takenMs],
        ),
      })
      .returning('next_at');
    if (!updated) {
      throw new TooManyCallsError('Too many calls of AWS are waiting');
    }
    return { first: Number(updated.next_at) - takenMs, stepMs };
  }

  async #read(): Promise<LimitRow> {
    const find = () => this.#knex<LimitRow>(LIMITS).where({ name: NAME });
    const row = await find().first();
    if (row) {
      return row;
    }
    await this.#knex(LIMITS)
      .insert({ name: NAME, next_at: 0, cut_at: 0 })
      .onConflict('name')
      .ignore();
    return (await find().first())!;
  }

  /** Calls a second. */
  #rate(row: LimitRow): number {
    const limit = this.#callsPerSecond;
    const sinceCut = Math.max(0, this.#now() - Number(row.cut_at));
    return row.cut_rate === null
      ? limit
      : Math.min(limit, row.cut_rate + (limit * sinceCut) / RECOVERY_MS);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

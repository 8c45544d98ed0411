import { Knex } from 'knex';
import { CallerOf } from '../aws/callerAccounts';
import { ThrottledError } from '../aws/throttling';
import { Clock } from '../time/Clock';

const LIMITS = 'esc_trust_call_limits';

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
/** People wait as long as they would for a page. */
const MOST_PERSONS_WAIT_MS = 10_000;
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

/** How a call is waited for. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Whether a person waits: not for long then. */
  isForPerson?: boolean;
}

/** Somebody who waits for a call. */
interface Waiting {
  start(at: number): void;
  refuse(error: unknown): void;
}

/**
 * One pace of calls for all replicas, per account that calls.
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
  readonly #callerOf: CallerOf;
  /** By caller; present while somebody reserves for those who wait. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(options: {
    knex: Knex;
    clock: Clock;
    /** Of each caller. */
    callsPerSecond: number;
    /** Whose calls are counted together. Default: all are. */
    callerOf?: CallerOf;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#callsPerSecond = options.callsPerSecond;
    this.#callerOf = options.callerOf ?? (() => 'main');
  }

  /**
   * Makes a call once it may start, and slows down when AWS throttles it.
   *
   * @param accountId - the account that is called
   * @throws TooManyCallsError when waiting would take too long, and what `send`
   *   throws
   */
  async call<T>(
    accountId: string,
    send: () => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    await this.take(accountId, options);
    try {
      return await send();
    } catch (error) {
      if (error instanceof ThrottledError) {
        await this.slowDown(accountId);
      }
      throw error;
    }
  }

  /**
   * Waits until a call may start.
   *
   * @param accountId - the account that is called
   * @throws TooManyCallsError when that would take too long
   */
  async take(
    accountId: string,
    { signal, isForPerson }: CallOptions = {},
  ): Promise<void> {
    const caller = this.#callerOf(accountId);
    const at = isForPerson
      ? (await this.#reserve(caller, 1, MOST_PERSONS_WAIT_MS)).first
      : await this.#inTurn(caller);
    const waitMs = at - this.#now();
    if (waitMs > 0) {
      await this.#clock.wait(waitMs, signal);
    }
  }

  #inTurn(caller: string): Promise<number> {
    return new Promise<number>((start, refuse) => {
      const waiting = this.#waiting.get(caller);
      if (waiting) {
        waiting.push({ start, refuse });
      } else {
        this.#reserveForAll(caller, [{ start, refuse }]);
      }
    });
  }

  /** AWS has throttled a call to an account: its caller slows down. */
  async slowDown(accountId: string): Promise<void> {
    const name = this.#callerOf(accountId);
    const row = await this.#read(name);
    const now = this.#now();
    await this.#knex(LIMITS)
      .where({ name })
      .where('cut_at', '<=', now - ONE_CUT_PER_MS)
      .update({
        cut_rate: Math.max(this.#rate(row) * CUT, this.#callsPerSecond * LEAST),
        cut_at: now,
      });
  }

  async #reserveForAll(caller: string, waiting: Waiting[]): Promise<void> {
    this.#waiting.set(caller, waiting);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      try {
        const { first, stepMs } = await this.#reserve(caller, batch.length);
        batch.forEach(({ start }, index) => start(first + index * stepMs));
      } catch (error) {
        batch.forEach(({ refuse }) => refuse(error));
      }
    }
    this.#waiting.delete(caller);
  }

  async #reserve(
    name: string,
    count: number,
    mostWaitMs = MOST_WAIT_MS,
  ): Promise<{ first: number; stepMs: number }> {
    const row = await this.#read(name);
    const now = this.#now();
    const stepMs = 1_000 / this.#rate(row);
    const takenMs = Math.ceil(count * stepMs);
    const [updated] = await this.#knex<LimitRow>(LIMITS)
      .where({ name })
      .where('next_at', '<=', now + mostWaitMs)
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

  async #read(name: string): Promise<LimitRow> {
    const find = () => this.#knex<LimitRow>(LIMITS).where({ name });
    const row = await find().first();
    if (row) {
      return row;
    }
    await this.#knex(LIMITS)
      .insert({ name, next_at: 0, cut_at: 0 })
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

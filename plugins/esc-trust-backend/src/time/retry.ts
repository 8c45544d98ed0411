import { Clock } from './Clock';

/** Whether a call has done something although it failed. */
export type Effect = 'none' | 'unknown';

/** What a failed try means. */
export interface FailedTry {
  effect: Effect;
  /** Whether to try again. */
  repeat: boolean;
  /** Not earlier than this, as the service has asked. */
  afterMs?: number;
  /** Not later than this after the first try, where the budget would allow it. */
  withinMs?: number;
}

/** How long to wait between tries. */
export interface Backoff {
  /** At most this long the first time; doubles each time. */
  firstMs: number;
  /** At most this long each time. */
  mostMs: number;
  /** No try starts later than this after the first. */
  budgetMs: number;
  /** Tries in all; unlimited within the budget unless set. */
  mostTries?: number;
}

/**
 * Exponential back-off with full jitter: anything from nothing to the longest,
 * so that those who were refused together don't come back together.
 *
 * @param tries - how many have failed, from 1
 * @param random - from 0 to 1
 */
export function retryDelayMs(
  tries: number,
  backoff: Backoff,
  random: () => number,
): number {
  return Math.floor(
    random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** (tries - 1)),
  );
}

/**
 * Calls until it works, or until trying again is pointless or forbidden.
 *
 * @remarks
 * Rejects with what `failure` makes of the last error and of the effect that
 * all tries together may have had. What `before` rejects with and the signal's
 * reason come through as they are, but only when no try may have had an effect.
 */
export async function retry<T>(
  call: () => Promise<T>,
  options: {
    judge(error: unknown): FailedTry;
    failure(error: unknown, effect: Effect): unknown;
    /** Runs before each try. */
    before?(): Promise<void>;
    backoff: Backoff;
    clock: Clock;
    signal?: AbortSignal;
    /** Default: `Math.random` */
    random?: () => number;
  },
): Promise<T> {
  const { clock, backoff, signal } = options;
  const start = clock.now().getTime();
  let effect: Effect = 'none';
  let last: unknown;
  let delay = 0;
  for (let tries = 1; ; tries++) {
    try {
      signal?.throwIfAborted();
      if (delay > 0) {
        await clock.wait(delay, signal);
      }
      await options.before?.();
    } catch (stopped) {
      throw effect === 'unknown' ? options.failure(last, effect) : stopped;
    }
    try {
      return await call();
    } catch (error) {
      const judged = options.judge(error);
      effect = judged.effect === 'unknown' ? 'unknown' : effect;
      if (signal?.aborted && effect === 'none') {
        throw signal.reason;
      }
      delay = Math.max(
        retryDelayMs(tries, backoff, options.random ?? Math.random),
        judged.afterMs ?? 0,
      );
      const budgetMs = Math.min(backoff.budgetMs, judged.withinMs ?? Infinity);
      if (
        !judged.repeat ||
        tries >= (backoff.mostTries ?? Infinity) ||
        clock.now().getTime() + delay - start > budgetMs
      ) {
        throw options.failure(error, effect);
      }
      last = error;
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** What the time is, and waiting: everything that waits takes one. */
export interface Clock {
  now(): Date;
  /**
   * Waits; rejects with the signal's reason once it is aborted.
   *
   * @param ms - milliseconds
   */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Does something again and again.
   *
   * @param ms - milliseconds in between
   * @param run - must not reject
   * @returns a function that ends it
   */
  every(ms: number, run: () => Promise<void>): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

import { Clock } from '../time/Clock';

/** A clock for tests: waiting takes no time, the clock moves on by it. */
export class InstantClock implements Clock {
  #now: number;

  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += ms;
    // Others get their turn, as they would while somebody really waits.
    await new Promise(resolve => setImmediate(resolve));
    signal?.throwIfAborted();
  }

  /** Moves the clock on. */
  advance(ms: number): void {
    this.#now += ms;
  }
}

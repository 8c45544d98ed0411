import { Clock } from '../time/Clock';

/** A clock for tests: waiting takes no time, the clock moves on by it. */
export class InstantClock implements Clock {
  #now: number;
  readonly #repeated = new Set<{
    due: number;
    ms: number;
    run: () => Promise<void>;
  }>();

  constructor(start = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Whatever falls due meanwhile is done at its time. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#repeated]
        .filter(({ due }) => due <= until)
        .sort((a, b) => a.due - b.due);
      if (!next) {
        break;
      }
      this.#now = Math.max(this.#now, next.due);
      next.due += next.ms;
      await next.run();
    }
    this.#now = Math.max(this.#now, until);
    // Others get their turn, as they would while somebody really waits.
    await new Promise(resolve => setImmediate(resolve));
    signal?.throwIfAborted();
  }

  every(ms: number, run: () => Promise<void>): () => void {
    const one = { due: this.#now + ms, ms, run };
    this.#repeated.add(one);
    return () => this.#repeated.delete(one);
  }

  /** Moves the clock on, as if everybody had been asleep. */
  advance(ms: number): void {
    this.#now += ms;
    for (const one of this.#repeated) {
      one.due = Math.max(one.due, this.#now);
    }
  }
}

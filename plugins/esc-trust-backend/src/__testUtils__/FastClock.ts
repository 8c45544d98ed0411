import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../time/Clock';

/** Everybody's own midnight: all processes of a machine agree on it. */
const SINCE = Date.parse('2026-01-01T00:00:00Z');

/**
 * The machine's time, so many times faster: in every process that is told the
 * same speed it shows the same, and leases and waits shrink together.
 */
export class FastClock implements Clock {
  constructor(readonly speed: number) {}

  now(): Date {
    return new Date(SINCE + (Date.now() - SINCE) * this.speed);
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    try {
      await sleep(ms / this.speed, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  every(ms: number, run: () => Promise<void>): () => void {
    const timer = setInterval(run, ms / this.speed);
    return () => clearInterval(timer);
  }

  /** Calls are given up by this clock, too: their limits are the machine's. */
  rulesTimeouts(): void {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = ms =>
      timeout.call(AbortSignal, Math.ceil(ms / this.speed));
  }
}

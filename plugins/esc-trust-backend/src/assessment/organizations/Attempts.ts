/** After so many failures in a row, nothing more is asked. */
const MOST_FAILURES = 20;

/** Gives up when nothing is readable, so that nobody waits for all of it. */
export class Attempts {
  #failed = 0;
  /** Why the last one failed. */
  reason = '';

  get isHopeless(): boolean {
    return this.#failed >= MOST_FAILURES;
  }

  succeeded(): void {
    this.#failed = 0;
  }

  failed(reason: string): void {
    this.#failed += 1;
    this.reason = reason;
  }
}

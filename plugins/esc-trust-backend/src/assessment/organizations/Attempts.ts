/** After so many failures in a row, it may be that nothing is readable. */
const MOST_IN_A_ROW = 20;
/** Failures of one scan: what is left then waits for a later one. */
const MOST_FAILURES = 500;

/** Counts the failures of one scan, so that nobody waits for thousands. */
export class Attempts {
  #inARow = 0;
  #inAll = 0;

  /** Somebody has to find out whether anything is readable. */
  get areDoubtful(): boolean {
    return this.#inARow >= MOST_IN_A_ROW;
  }

  get areOver(): boolean {
    return this.#inAll >= MOST_FAILURES;
  }

  succeeded(): void {
    this.#inARow = 0;
  }

  failed(): void {
    this.#inARow += 1;
    this.#inAll += 1;
  }
}

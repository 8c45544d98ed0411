/** How AWS limits calls: a second's worth may come at once. */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #at = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /** @param now - epoch milliseconds */
  take(now: number): boolean {
    const refill = ((now - this.#at) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#perSecond, this.#tokens + refill);
    this.#at = now;
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }
}

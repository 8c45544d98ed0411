/** How long a measurement runs; the best of several rounds counts. */
const ROUNDS = 5;
const MS_PER_ROUND = 400;

/**
 * Times a call over a list of inputs, again and again.
 *
 * @param inputs - the call gets them one after the other
 * @param call - what is measured; its result is used, so that it is not
 *   optimized away
 * @returns microseconds per call, of the best round after one to warm up:
 *   other work on the machine only ever makes a round slower
 */
export function microsecondsPerCall<T>(
  inputs: readonly T[],
  call: (input: T) => unknown,
): number {
  let best = Infinity;
  for (let round = 0; round <= ROUNDS; round++) {
    let calls = 0;
    let used = 0;
    const started = performance.now();
    let elapsed = 0;
    while (elapsed < MS_PER_ROUND) {
      for (const input of inputs) {
        used += call(input) === undefined ? 0 : 1;
      }
      calls += inputs.length;
      elapsed = performance.now() - started;
    }
    if (used === 0) {
      throw new Error('The measured call gave nothing.');
    }
    if (round > 0) {
      best = Math.min(best, (elapsed * 1000) / calls);
    }
  }
  return best;
}

/** A figure with as many digits as a measurement is good for. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** One that fails and fails is read this much more seldom at most. */
const MOST_PATIENCE = 6;

/** New sources become due within this time, one after the other. */
const NEW_WITHIN_MS = 5_000;

/**
 * When a source is to be read again, in milliseconds from now: a tenth more or
 * less than the frequency, so that sources spread out.
 *
 * @param failedCycles - in a row; from the second on the time doubles
 * @param random - from 0 to 1
 */
export function nextDueInMs(options: {
  frequencyMs: number;
  failedCycles?: number;
  random: () => number;
}): number {
  const { frequencyMs, failedCycles = 0, random } = options;
  const patience = Math.min(2 ** Math.max(0, failedCycles - 1), MOST_PATIENCE);
  return Math.round(frequencyMs * patience * (0.9 + 0.2 * random()));
}

/** When a new source is to be read, in milliseconds from now. */
export function newDueInMs(random: () => number): number {
  return Math.round(NEW_WITHIN_MS * (0.5 + 0.5 * random()));
}

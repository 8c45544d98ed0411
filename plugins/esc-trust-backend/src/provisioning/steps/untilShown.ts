import { Clock } from '../../time/Clock';

/** IAM is eventually consistent: what is new shows within seconds. */
const TRIES = 30;
const DELAY_MS = 1_000;

/**
 * Reads a state until it is another one than before a write whose answer may
 * have got lost, or for half a minute.
 *
 * @returns undefined when the write had no effect
 */
export function untilChanged<T>(
  read: () => Promise<T>,
  isAsBefore: (state: T) => boolean,
  context: { clock: Clock; signal?: AbortSignal },
): Promise<T | undefined> {
  return untilShown(async () => {
    const state = await read();
    return isAsBefore(state) ? undefined : state;
  }, context);
}

/** Reads until something is there, or for half a minute. */
export async function untilShown<T>(
  read: () => Promise<T | undefined>,
  { clock, signal }: { clock: Clock; signal?: AbortSignal },
): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    const found = await read();
    if (found !== undefined || attempt === TRIES) {
      return found;
    }
    await clock.wait(DELAY_MS, signal);
  }
}

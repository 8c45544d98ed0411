import { setTimeout as wait } from 'node:timers/promises';

/** IAM is eventually consistent: what is new shows within seconds. */
const TRIES = 20;
const DELAY_MS = 500;

/** Reads until something is there, or for ten seconds. */
export async function untilShown<T>(
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    const found = await read();
    if (found !== undefined || attempt === TRIES) {
      return found;
    }
    await wait(DELAY_MS);
  }
}

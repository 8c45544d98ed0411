import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer isn't undefined. A refused connection counts as "not
 * yet".
 */
export async function waitFor(what, timeoutMs, ask) {
  const deadline = Date.now() + timeoutMs;
  let lastError;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(500);
  }
  const seconds = Math.round(timeoutMs / 1000);
  throw new Error(
    `Waited ${seconds} seconds in vain for ${what}` +
      `${lastError ? ` (${lastError.message})` : ''}.`,
  );
}

import { isError, ServiceUnavailableError } from '@backstage/errors';
import { within } from '../time/within';

/** Somebody waits for it. */
const PATIENCE_MS = 20_000;

/**
 * Asks a cloud while somebody waits for the answer.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function inTime<T>(
  cloud: string,
  ask: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number = PATIENCE_MS,
): Promise<T> {
  try {
    return await within({ timeoutMs }, ask);
  } catch (error) {
    if (isError(error) && error.name === 'TimeoutError') {
      throw new ServiceUnavailableError(
        `${cloud} doesn't answer in time: try again`,
      );
    }
    throw error;
  }
}

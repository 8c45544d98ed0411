import { isError } from '@backstage/errors';

/**
 * What an error has to say to a reader: the server's own sentence where there
 * is one, else what the client makes of it.
 *
 * @param error - what the API's client threw
 */
export function messageOf(error: Error): string {
  return isError(error.cause) ? error.cause.message : error.message;
}

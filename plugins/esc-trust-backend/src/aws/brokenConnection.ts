import { isError, ServiceUnavailableError } from '@backstage/errors';

/** The SDK may keep nothing but the text. */
const BROKEN = /ECONNRESET|EPIPE|socket hang up/;

/**
 * The connection broke before an answer came. It may have been idle for a while
 * and closed by AWS just then, which says nothing about the account.
 */
export class BrokenConnectionError extends ServiceUnavailableError {}

/** Whether the connection broke over which a call was sent. */
export function isBrokenConnection(error: unknown): boolean {
  return isError(error) && BROKEN.test(`${error.code} ${error.message}`);
}

import { isError } from '@backstage/errors';

const CODES = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Whether there was no connection over which a request could have been sent.
 * A connection that breaks later may have carried it.
 */
export function wasNeverSent(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const { code, cause } = error;
  return (
    CODES.includes(String(code)) ||
    // The AWS SDK tells this timeout from others by its text only.
    (error.name === 'TimeoutError' &&
      error.message.includes('did not establish a connection')) ||
    // `fetch` wraps what happened.
    wasNeverSent(cause)
  );
}

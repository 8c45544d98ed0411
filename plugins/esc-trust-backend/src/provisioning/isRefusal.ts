import { isError } from '@backstage/errors';

/**
 * Whether a failed write certainly had no effect: the service has answered that
 * it refuses. After anything else, a timeout say, it may have happened.
 */
export function isRefusal(error: unknown): boolean {
  return (
    isError(error) &&
    ['ConflictError', 'InputError', 'NotAllowedError'].includes(error.name)
  );
}

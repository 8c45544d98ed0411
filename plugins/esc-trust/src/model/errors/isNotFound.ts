import { isError } from '@backstage/errors';

/**
 * Whether the backend knows no such thing, or doesn't tell the user of it.
 *
 * @param error - what the API's client threw
 */
export function isNotFound(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotFoundError' ||
      (isError(error.cause) && error.cause.name === 'NotFoundError'))
  );
}

import { isError } from '@backstage/errors';

/**
 * Whether the backend refused because the user lacks a permission.
 *
 * @param error - what the API's client threw
 */
export function isDenied(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotAllowedError' ||
      (isError(error.cause) && error.cause.name === 'NotAllowedError'))
  );
}

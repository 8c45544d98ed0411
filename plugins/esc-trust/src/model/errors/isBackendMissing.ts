import { isError } from '@backstage/errors';

/**
 * Whether it isn't the plugin's backend that answered a list of mappings: there
 * is always such a list, if only an empty one.
 *
 * @param error - what the API's client threw
 */
export function isBackendMissing(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  // Browsers reject what gets no answer at all with a TypeError.
  return error.name === 'TypeError' || error.statusCode === 404;
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/** Errors that are made for users to read. */
const FOR_USERS = [
  'CancelledError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

/**
 * What a user should read of a failure. Anything unexpected, such as an error of
 * the database with its SQL, goes to the log instead.
 */
export function describeError(error: unknown, logger: LoggerService): string {
  if (isError(error) && FOR_USERS.includes(error.name)) {
    return error.message;
  }
  logger.error(
    'An operation failed unexpectedly',
    error instanceof Error ? error : new Error(String(error)),
  );
  return "The portal itself failed in this step; the backend's log says why";
}

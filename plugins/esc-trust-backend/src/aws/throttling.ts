import { ServiceUnavailableError } from '@backstage/errors';
import { errorName, httpStatus } from './awsErrors';

/** Names by which AWS or its SDK says that there are too many calls. */
export const THROTTLES = [
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
];

/** AWS says that there are too many calls. */
export class ThrottledError extends ServiceUnavailableError {}

/** Whether AWS refused a call only because there are too many. */
export function isThrottle(error: unknown): boolean {
  return THROTTLES.includes(errorName(error)) || httpStatus(error) === 429;
}

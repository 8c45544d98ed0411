import { isError } from '@backstage/errors';
import { Backoff, FailedTry } from '../time/retry';
import { wasNeverSent } from '../time/wasNeverSent';
import { errorName, httpStatus } from './awsErrors';

/**
 * IAM shows within two minutes what was made elsewhere; whoever waits longer
 * waits for something else.
 */
export const IAM_WRITE_BACKOFF: Backoff = {
  firstMs: 500,
  mostMs: 20_000,
  budgetMs: 120_000,
};

/** Answers that mean "not now". LimitExceeded is none: quotas don't pass. */
const NOT_NOW = [
  'ConcurrentModification',
  'ConcurrentModificationException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
];

/**
 * What a failed try of an IAM write means.
 *
 * @param error - what the SDK rejected with, having tried once
 * @param call - `idempotent`: repeating it after it has happened changes
 *   nothing, not even something that somebody else has done in between
 */
export function judgeIamWrite(
  error: unknown,
  call: { idempotent: boolean },
): FailedTry {
  const name = errorName(error);
  const status = httpStatus(error);
  if (NOT_NOW.includes(name) || status === 429 || wasNeverSent(error)) {
    return { effect: 'none', repeat: true };
  }
  if (isCredentialsError(name) || isRefused(status)) {
    // The policy names something so new that IAM doesn't know it everywhere.
    const tooNew =
      /^MalformedPolicyDocument/.test(name) &&
      /invalid principal in policy/i.test((error as Error).message);
    return { effect: 'none', repeat: tooNew };
  }
  return {
    effect: 'unknown',
    repeat: call.idempotent && isLostAnswer(error, status),
  };
}

/** Without credentials nothing is sent. */
function isCredentialsError(name: string): boolean {
  return name === 'CredentialsProviderError';
}

/** An answer, as opposed to a gateway's that has waited for one in vain. */
function isRefused(status: number | undefined): boolean {
  return (
    status !== undefined && status >= 400 && status < 500 && status !== 408
  );
}

/** Repeating may help; it doesn't against a bug of ours or when given up. */
function isLostAnswer(error: unknown, status: number | undefined): boolean {
  if (status !== undefined) {
    return status >= 500 || status === 408;
  }
  return (
    isError(error) &&
    (error.name === 'TimeoutError' ||
      typeof error.code === 'string' ||
      // What the SDK makes of a broken connection that it doesn't take for an
      // error, because it comes from another realm, as in Jest.
      error.message.startsWith('AWS SDK error wrapper for '))
  );
}

import { isError } from '@backstage/errors';
import { Backoff, FailedTry } from '../time/retry';
import { wasNeverSent } from '../time/wasNeverSent';
import { errorName, httpStatus } from './awsErrors';
import { THROTTLES } from './throttling';

/**
 * IAM shows within two minutes what was made elsewhere; whoever waits longer
 * waits for something else.
 */
export const IAM_WRITE_BACKOFF: Backoff = {
  firstMs: 500,
  mostMs: 20_000,
  budgetMs: 120_000,
};

/**
 * After this time AWS shows what was written: seconds as a rule, up to a minute
 * as observed; documented is no time at all.
 */
export const IAM_PROPAGATION_MS = 60_000;

/** Answers that mean "not now". LimitExceeded is none: quotas don't pass. */
const NOT_NOW = [
  'ConcurrentModification',
  'ConcurrentModificationException',
  ...THROTTLES,
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
    return {
      effect: 'none',
      repeat: isTooNew(error),
      withinMs: IAM_PROPAGATION_MS,
    };
  }
  return {
    effect: 'unknown',
    repeat: call.idempotent && isLostAnswer(error, status),
  };
}

/** What such a refusal says of what was changed a moment ago. */
const TOO_NEW: Array<[name: RegExp, message: RegExp]> = [
  // A policy names what isn't known everywhere yet.
  [/^MalformedPolicyDocument/, /invalid principal in policy/i],
  // The role or identity provider itself isn't. A policy that is missing is
  // none of ours.
  [/^NoSuchEntity/, /^The role with name|^OpenIDConnect Provider not found/],
  // What was taken off a role still seems to be on it.
  [/^DeleteConflict/, /must detach all policies|must delete policies/i],
];

/** Whether a replica of IAM has refused that lags behind another. */
function isTooNew(error: unknown): boolean {
  return TOO_NEW.some(
    ([name, message]) =>
      name.test(errorName(error)) && message.test((error as Error).message),
  );
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

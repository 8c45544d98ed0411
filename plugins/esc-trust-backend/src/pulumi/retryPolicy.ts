import { Backoff, FailedTry } from '../time/retry';
import { wasNeverSent } from '../time/wasNeverSent';

/** As Pulumi's own command line does. */
export const PULUMI_BACKOFF: Backoff = {
  firstMs: 1_000,
  mostMs: 30_000,
  budgetMs: 120_000,
  mostTries: 4,
};

/**
 * What a failed try of a call means.
 *
 * @param error - with a status when Pulumi Cloud has answered
 * @param call - `read`: it changes nothing, however often it is repeated
 */
export function judgePulumiCall(
  error: unknown,
  call: { read: boolean },
): FailedTry {
  const { status, retryAfterMs: afterMs } = (error ?? {}) as {
    status?: number;
    retryAfterMs?: number;
  };
  if (status === 429 || wasNeverSent(error)) {
    return { effect: 'none', repeat: true, afterMs };
  }
  if (status !== undefined && status < 500 && status !== 408) {
    return { effect: 'none', repeat: false };
  }
  return call.read
    ? { effect: 'none', repeat: true, afterMs }
    : { effect: 'unknown', repeat: false };
}

/**
 * Reads a `Retry-After` header: seconds or a date, at most half a minute.
 * Undefined when there is none or it makes no sense.
 */
export function retryAfterMs(
  header: string | null,
  now: Date,
): number | undefined {
  const text = header?.trim();
  if (!text) {
    return undefined;
  }
  const ms = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - now.getTime();
  return Number.isNaN(ms)
    ? undefined
    : Math.min(Math.max(ms, 0), PULUMI_BACKOFF.mostMs);
}

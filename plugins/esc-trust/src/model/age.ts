/** A signed span of time, as `Intl.RelativeTimeFormat` wants it. */
export interface Age {
  value: number;
  unit: 'minute' | 'hour' | 'day';
}

/**
 * How long ago something was, in the largest unit that fits.
 *
 * @param since - an ISO 8601 time
 * @param now - milliseconds since the epoch
 */
export function ageOf(since: string, now: number = Date.now()): Age {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 60) {
    return { value: -minutes, unit: 'minute' };
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? { value: -hours, unit: 'hour' }
    : { value: -Math.floor(hours / 24), unit: 'day' };
}

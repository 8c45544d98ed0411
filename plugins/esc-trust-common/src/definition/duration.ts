/**
 * What Pulumi uses when a login names no duration, in seconds (2h; its schema of
 * `aws-login`).
 */
export const DEFAULT_LOGIN_DURATION_SECONDS = 7200;

/**
 * Reads a duration as Pulumi writes it (Go style: `1h`, `90m`, `1h30m`; the
 * pattern of its schema of `aws-login`).
 *
 * @param text - the duration
 * @returns seconds, or undefined when the text isn't a duration
 * @public
 */
export function parseLoginDuration(text: string): number | undefined {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (!match || text === '') {
    return undefined;
  }
  const [hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

const MS_PER_MINUTE = 60_000;

/** The forms of ISO 8601 that W3C describes; a time always has a zone. */
const ISO_8601 =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/**
 * The moment that a Date operator compares, in milliseconds since 1970.
 *
 * @remarks
 * Rule: IAM User Guide, date condition operators: W3C's forms of ISO 8601, or
 * seconds since the epoch. Four digits are a year; more are seconds [unverified].
 *
 * @returns `undefined` for what is no date
 */
export function momentOf(text: string): number | undefined {
  if (/^\d{5,}$/.test(text)) {
    return Number(text) * 1000;
  }
  const match = ISO_8601.exec(text);
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part, index) => Number(part ?? (index === 1 || index === 2 ? 1 : 0)));
  const isReal =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  if (!isReal) {
    return undefined;
  }
  const ms = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  // `Date.UTC` takes years below 100 for those of the 20th century.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const minutes = hour * 60 + minute - offsetOf(match[8]);
  return midnight + minutes * MS_PER_MINUTE + second * 1000 + ms;
}

function daysOf(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}

/** Minutes by which a zone's clocks are ahead. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') {
    return 0;
  }
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

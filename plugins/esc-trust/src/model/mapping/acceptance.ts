import {
  Acceptance,
  canAcceptFinding,
  Finding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { CalendarDate } from '@internationalized/date';

/** How long a finding is accepted unless somebody says otherwise. */
const DEFAULT_DAYS = 90;

/**
 * Whether the owner of a mapping could accept a finding on purpose. Whether
 * this user may is another question.
 *
 * @param mapping - the mapping; one without an owner has nobody who could
 * @param finding - a finding of its report
 */
export function isAcceptable(mapping: Mapping, finding: Finding): boolean {
  return (
    Boolean(mapping.ownerRef) &&
    !finding.accepted &&
    canAcceptFinding(finding.code)
  );
}

/**
 * Who has accepted a finding, why, and until when.
 *
 * @param mapping - the mapping
 * @param finding - a finding of its report
 * @returns undefined for one that counts
 */
export function acceptanceOf(
  mapping: Mapping,
  finding: Finding,
): Acceptance | undefined {
  return finding.accepted
    ? mapping.acceptances?.find(
        ({ fingerprint }) => fingerprint === finding.fingerprint,
      )
    : undefined;
}

/**
 * The days until which a finding can be accepted, each inclusive.
 *
 * @param today - the day on which it is accepted
 */
export function acceptanceDays(today: CalendarDate): {
  first: CalendarDate;
  last: CalendarDate;
  proposed: CalendarDate;
} {
  return {
    first: today,
    // A year ahead in all, whatever the time of day.
    last: today.add({ years: 1 }).subtract({ days: 1 }),
    proposed: today.add({ days: DEFAULT_DAYS }),
  };
}

/**
 * The last moment of a day.
 *
 * @param day - the day
 * @param timeZone - where it ends, such as `Europe/Berlin`
 */
export function endOfDay(day: CalendarDate, timeZone: string): Date {
  return new Date(day.add({ days: 1 }).toDate(timeZone).getTime() - 1);
}

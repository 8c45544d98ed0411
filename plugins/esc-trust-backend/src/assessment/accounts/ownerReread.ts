import { StoredRole } from '../state/AccountState';
import { Consent } from '../state/digests';

/** An owner who was read longer ago than this is read again. */
export const OWNER_AGE_MS = 24 * 3_600_000;

/**
 * The role whose owner is to be read again: of those with consents, which end
 * with the ownership, the one whose owner was read longest ago.
 *
 * @remarks
 * A list of roles tells no tags. One role a scan, and no sooner than a day after
 * the last time, spreads these calls; an owner who was never read is another
 * matter.
 *
 * @param now - epoch milliseconds
 */
export function ownerToReread(
  stored: ReadonlyMap<string, StoredRole>,
  consents: ReadonlyMap<string, Consent[]>,
  now: number,
): StoredRole | undefined {
  return [...consents.keys()]
    .map(arn => stored.get(arn))
    .filter(role => role !== undefined)
    .filter(role => role.facts?.owner && role.readAt < now - OWNER_AGE_MS)
    .sort((a, b) => a.readAt - b.readAt)[0];
}

import { Mapping } from '@internal/backstage-plugin-esc-trust-common';

/**
 * A mapping as it was read again, with the report that is shown as long as that
 * says the same: whatever is read with a new report, AWS too, isn't read for
 * nothing.
 *
 * @param read - the mapping as it is now
 * @param shown - those that are shown
 */
export function withSameTrust(
  read: Mapping,
  shown: readonly Mapping[],
): Mapping {
  const before = shown.find(({ id }) => id === read.id);
  return before && JSON.stringify(before.trust) === JSON.stringify(read.trust)
    ? { ...read, trust: before.trust }
    : read;
}

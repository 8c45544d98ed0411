import { HistoryEntry } from '@internal/backstage-plugin-esc-trust-common';

/** One change of a report, and what is different since. */
export interface HistoryChange {
  entry: HistoryEntry;
  /** Codes of findings that came with it. */
  appeared: string[];
  /** Codes of findings that went with it. */
  vanished: string[];
}

/**
 * Says of each change which findings came and went.
 *
 * @param items - a history, the latest first
 * @param isWhole - whether the last one is the first report: what was before a
 *   change that isn't can't be said
 */
export function historyChanges(
  items: HistoryEntry[],
  isWhole: boolean,
): HistoryChange[] {
  return items.map((entry, index) => {
    const before =
      items[index + 1]?.findings ?? (isWhole ? [] : entry.findings);
    const without = (codes: string[], others: string[]) => [
      ...new Set(codes.filter(code => !others.includes(code))),
    ];
    return {
      entry,
      appeared: without(entry.findings, before),
      vanished: without(before, entry.findings),
    };
  });
}

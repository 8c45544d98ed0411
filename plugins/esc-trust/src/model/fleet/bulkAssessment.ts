import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../errors/isDenied';
import { messageOf } from '../errors/messageOf';
import { isNotFound } from '../errors/isNotFound';

/** Why mappings were not assessed. */
export interface BulkFailure {
  kind: 'denied' | 'gone' | 'failed';
  /** What was said; empty where the kind says it all. */
  reason: string;
  count: number;
}

/** How the assessment of several mappings is going. */
export interface BulkAssessment {
  total: number;
  /** Assessed, whatever came of it. */
  done: number;
  /** Of those, how many have another status now. */
  changed: number;
  /** Of those, how many keep their last report: a source can't be read. */
  stale: number;
  /** The most frequent first. */
  failures: BulkFailure[];
  running: boolean;
  cancelled: boolean;
}

/** Before the first answer. */
export function startOf(total: number): BulkAssessment {
  return {
    total,
    done: 0,
    changed: 0,
    stale: 0,
    failures: [],
    running: true,
    cancelled: false,
  };
}

/** One more was assessed. */
export function withAssessed(
  bulk: BulkAssessment,
  before: Mapping,
  after: Mapping,
): BulkAssessment {
  return {
    ...bulk,
    done: bulk.done + 1,
    changed:
      bulk.changed + (before.trust.status === after.trust.status ? 0 : 1),
    stale: bulk.stale + (after.stale ? 1 : 0),
  };
}

/** One more could not be assessed; equal reasons are counted together. */
export function withFailure(
  bulk: BulkAssessment,
  error: Error,
): BulkAssessment {
  const { kind, reason } = failureOf(error);
  const isSame = (one: BulkFailure) =>
    one.kind === kind && one.reason === reason;
  const count = (bulk.failures.find(isSame)?.count ?? 0) + 1;
  return {
    ...bulk,
    failures: [
      ...bulk.failures.filter(one => !isSame(one)),
      { kind, reason, count },
    ].sort((a, b) => b.count - a.count),
  };
}

/** How many were not assessed, for whatever reason. */
export function failedCount({ failures }: BulkAssessment): number {
  return failures.reduce((sum, { count }) => sum + count, 0);
}

function failureOf(error: Error): Omit<BulkFailure, 'count'> {
  if (isDenied(error)) {
    return { kind: 'denied', reason: '' };
  }
  if (isNotFound(error)) {
    return { kind: 'gone', reason: '' };
  }
  return { kind: 'failed', reason: messageOf(error) };
}

/**
 * Does something for each item, for a few at the same time, in their order.
 *
 * @param signal - once aborted, no other item is begun
 */
export async function forEachOfFew<T>(
  items: readonly T[],
  options: { atOnce: number; signal: AbortSignal },
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) {
      if (options.signal.aborted) {
        return;
      }
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
}

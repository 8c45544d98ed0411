import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';

/** What is known when there may be news for an owner. */
export interface NoticeFacts {
  /** The status that the owner takes the mapping to have. */
  known: TrustStatus;
  /** Epoch milliseconds; absent until the owner was told anything. */
  toldAt?: number;
  status: TrustStatus;
  /** Whether a source can't be read. */
  stale: boolean;
  now: number;
}

/** What to do about it. */
export type NoticeDecision =
  /** Nothing has changed for the owner. */
  | 'nothing'
  /** The owner needn't be told. */
  | 'take-note'
  | 'tell'
  /** When to look again, epoch milliseconds. */
  | { later: number };

/**
 * Whether an owner is told of a status.
 *
 * @remarks
 * What is worth telling is told at once, and then nothing more for a while: a
 * status that comes and goes is told when it has come, and what it has come to in
 * the end. That nothing can be read is no news about a role, and that something
 * is over matters to those only who have heard of it.
 */
export function decideNotice(
  facts: NoticeFacts,
  rules: { statuses: TrustStatus[]; quietMs: number },
): NoticeDecision {
  const { known, toldAt, status, stale, now } = facts;
  if (status === known) {
    return 'nothing';
  }
  if (stale && status === 'unknown') {
    // It may have been the truth before, and put off: that it isn't any more is
    // known when the source is readable again, and changes no status then.
    return toldAt === undefined ? 'nothing' : { later: now + rules.quietMs };
  }
  const isOver = toldAt !== undefined && rules.statuses.includes(known);
  if (!rules.statuses.includes(status) && !isOver) {
    return 'take-note';
  }
  const quietUntil = toldAt === undefined ? now : toldAt + rules.quietMs;
  return quietUntil > now ? { later: quietUntil } : 'tell';
}

import {
  Account,
  Organization,
} from '@internal/backstage-plugin-esc-trust-common';

/** An AWS account or a Pulumi organization that assessments read. */
export interface Source {
  kind: 'account' | 'organization';
  /** The account's ID or the organization's name. */
  name: string;
  /** Of an account, from the configuration. */
  title?: string;
  /** Absent until it was read for the first time. */
  lastGoodAt?: string;
  /** While it can't be read. */
  failure?: { since: string; reason: string };
}

/**
 * All sources: those that can't be read first, then those that nobody has read
 * yet, then the others; each in the order of the configuration.
 */
export function sourcesOf(
  accounts: Account[],
  organizations: Organization[],
): Source[] {
  const sources: Source[] = [
    ...organizations.map(({ name, lastGoodAt, failure }) => ({
      kind: 'organization' as const,
      name,
      lastGoodAt,
      failure,
    })),
    ...accounts.map(({ accountId, title, lastGoodAt, failure }) => ({
      kind: 'account' as const,
      name: accountId,
      title,
      lastGoodAt,
      failure,
    })),
  ];
  return sources.sort((a, b) => urgency(a) - urgency(b));
}

function urgency({ failure, lastGoodAt }: Source): number {
  if (failure) {
    return 0;
  }
  return lastGoodAt ? 2 : 1;
}

/** What people call an account, by its ID; without those that have no title. */
export function accountTitles(sources: Source[]): Map<string, string> {
  return new Map(
    sources.flatMap(({ kind, name, title }) =>
      kind === 'account' && title ? [[name, title]] : [],
    ),
  );
}

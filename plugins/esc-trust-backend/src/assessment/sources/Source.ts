/** What assessments read: an AWS account or a Pulumi organization. */
export type SourceKind = 'account' | 'organization';

/** Names a source. */
export interface SourceRef {
  kind: SourceKind;
  /** The account ID, or the name of the organization. */
  name: string;
}

/** A source, with its health. */
export interface Source extends SourceRef {
  /** ISO 8601. */
  lastTriedAt?: string;
  /** ISO 8601; absent until it was read for the first time. */
  lastGoodAt?: string;
  /** While it can't be read. */
  failure?: SourceFailure;
  /** Of the last good read. */
  figures: Record<string, number>;
}

/** That a source can't be read. */
export interface SourceFailure {
  /** ISO 8601. */
  since: string;
  /** Failed reads in a row. */
  cycles: number;
  reason: string;
}

/** A source that one replica reads now. */
export interface Claim extends Source {
  claimId: string;
}

/** How a mapping's row names the source that makes it stale. */
export function sourceKey({ kind, name }: SourceRef): string {
  return `${kind}:${name}`;
}

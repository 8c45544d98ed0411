import { Source, SourceKind } from './Source';

/** A row of `esc_trust_sources`. */
export interface SourceRow {
  kind: SourceKind;
  name: string;
  /** PostgreSQL gives big numbers as text. */
  due_at: number | string;
  claim_id: string | null;
  last_tried_at: string | null;
  last_good_at: string | null;
  failing_since: string | null;
  failed_cycles: number;
  reason: string | null;
  figures: string | null;
}

/** Reads a row; absent columns become absent fields. */
export function toSource(row: SourceRow): Source {
  return {
    kind: row.kind,
    name: row.name,
    ...(row.last_tried_at ? { lastTriedAt: row.last_tried_at } : {}),
    ...(row.last_good_at ? { lastGoodAt: row.last_good_at } : {}),
    ...(row.failing_since
      ? {
          failure: {
            since: row.failing_since,
            cycles: row.failed_cycles,
            reason: row.reason ?? '',
          },
        }
      : {}),
    figures: JSON.parse(row.figures ?? '{}'),
  };
}

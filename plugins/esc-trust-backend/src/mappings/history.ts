import {
  History,
  HistoryEntry,
  HistoryQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';

const DEFAULT_LIMIT = 50;

interface HistoryRow extends Omit<HistoryEntry, 'statusBefore' | 'findings'> {
  /** A number as text on PostgreSQL, whose numbers are larger. */
  id: number | string;
  mapping_id: string;
  status_before: HistoryEntry['statusBefore'] | null;
  findings: string;
}

/** One page of a mapping's history, the latest first. */
export async function readHistory(
  knex: Knex,
  mappingId: string,
  { limit = DEFAULT_LIMIT, cursor }: HistoryQuery,
): Promise<History> {
  const builder = knex<HistoryRow>('esc_trust_history').where({
    mapping_id: mappingId,
  });
  if (cursor !== undefined) {
    builder.andWhere('id', '<', cursor);
  }
  const rows: HistoryRow[] = await builder
    .select()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(row => ({
      at: row.at,
      ...(row.status_before ? { statusBefore: row.status_before } : {}),
      status: row.status,
      access: row.access,
      exposure: row.exposure,
      findings: JSON.parse(row.findings),
    })),
    pageInfo:
      rows.length > limit ? { nextCursor: String(shown.at(-1)!.id) } : {},
  };
}

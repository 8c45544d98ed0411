import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { readAcceptances } from './acceptances';
import { MappingRow, toMapping } from './rows';

/** A mapping's row, with what other tables have about it. */
export interface RelatedRow extends MappingRow {
  /** One a line. */
  entity_refs: string | null;
  has_acceptances: boolean | number;
}

/**
 * Columns for what other tables have about a mapping: a statement for each of
 * them would cost more than all of the page.
 */
export function relatedColumns(knex: Knex): Knex.Raw[] {
  const joined =
    knex.client.config.client === 'pg'
      ? `string_agg(entity_ref, chr(10))`
      : `group_concat(entity_ref, char(10))`;
  return [
    knex.raw(
      `(SELECT ${joined} FROM esc_trust_mapping_entities WHERE mapping_id = esc_trust_mappings.id) AS entity_refs`,
    ),
    knex.raw(
      `EXISTS (SELECT 1 FROM esc_trust_acceptances WHERE mapping_id = esc_trust_mappings.id) AS has_acceptances`,
    ),
  ];
}

/** Reads rows that have these columns. */
export async function toMappings(
  knex: Knex,
  rows: RelatedRow[],
): Promise<Mapping[]> {
  const accepted = rows.filter(row => row.has_acceptances).map(({ id }) => id);
  const acceptances =
    accepted.length > 0 ? await readAcceptances(knex, accepted) : undefined;
  return rows.map(row =>
    toMapping(row, {
      entityRefs: row.entity_refs?.split('\n').sort() ?? [],
      acceptances: acceptances?.get(row.id),
    }),
  );
}

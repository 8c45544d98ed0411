import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { SummaryQuery } from '@internal/backstage-plugin-esc-trust-common';
import { MappingFilter } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';
import { MappingRow } from '../rows';
import { applyCriteria, applyQuery } from './filters';

/** Who asks sees these mappings only; undefined for all. */
export type Visible = PermissionCriteria<MappingFilter> | undefined;

/** The mappings that match and that the caller may see, as a query to go on with. */
export function selectMappings(
  knex: Knex,
  query: SummaryQuery,
  visible: Visible,
): Knex.QueryBuilder<MappingRow, MappingRow[]> {
  // Not as a parameter: SQLite then couldn't use the partial indexes.
  const builder = knex<MappingRow>('esc_trust_mappings').whereRaw(
    query.ignored ? 'ignored = true' : 'ignored = false',
  );
  applyQuery(builder, query);
  if (visible) {
    builder.andWhere(inner => applyCriteria(inner, visible));
  }
  return builder as Knex.QueryBuilder<MappingRow, MappingRow[]>;
}

import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  MappingQuery,
  parseEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { MappingFilter } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';
import { prefixRange } from './searchTerms';

const ENTITIES = 'esc_trust_mapping_entities';
const FINDINGS = 'esc_trust_findings';
const TERMS = 'esc_trust_search_terms';

/** Filters are ANDed; the values of one filter are alternatives. */
export function applyQuery(builder: Knex.QueryBuilder, query: MappingQuery) {
  const columns = {
    owner_ref: query.ownerRef?.map(ref => ref.toLocaleLowerCase('en-US')),
    organization: query.organization,
    project: query.project,
    account_id: query.accountId,
    role_name: query.roleName,
    status: query.status,
    access: query.access,
    exposure: query.exposure,
    source: query.source,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values) {
      builder.whereIn(column, values);
    }
  }
  const { entityRef, finding, environment, q } = query;
  if (entityRef) {
    const refs = entityRef.map(ref => ref.toLocaleLowerCase('en-US'));
    builder.whereIn('id', inner =>
      inner.select('mapping_id').from(ENTITIES).whereIn('entity_ref', refs),
    );
  }
  if (finding) {
    builder.whereIn('id', inner =>
      inner.select('mapping_id').from(FINDINGS).whereIn('code', finding),
    );
  }
  if (q) {
    const [from, to] = prefixRange(q);
    builder.whereIn('id', inner =>
      inner
        .select('mapping_id')
        .from(TERMS)
        .where('term', '>=', from)
        .andWhere('term', '<', to),
    );
  }
  if (environment) {
    const environments = environment.map(parseEnvironmentRef);
    builder.where(inner => {
      for (const one of environments) {
        // A text that is no environment matches nothing.
        inner.orWhere(one ?? { organization: '' });
      }
    });
  }
}

/** What a permission policy lets a caller see. */
export function applyCriteria(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<MappingFilter>,
): void {
  if ('anyOf' in criteria) {
    builder.where(inner => {
      for (const one of criteria.anyOf) {
        inner.orWhere(each => applyCriteria(each, one));
      }
    });
  } else if ('allOf' in criteria) {
    builder.where(inner => {
      for (const one of criteria.allOf) {
        inner.andWhere(each => applyCriteria(each, one));
      }
    });
  } else if ('not' in criteria) {
    builder.whereNot(inner => applyCriteria(inner, criteria.not));
  } else {
    applyFilter(builder, criteria);
  }
}

function applyFilter(builder: Knex.QueryBuilder, filter: MappingFilter): void {
  switch (filter.property) {
    case 'ownerRef':
      builder.whereIn('owner_ref', filter.values);
      break;
    case 'accountId':
      builder.whereIn('account_id', filter.values);
      break;
    default:
      builder.whereIn('organization', filter.values);
  }
}

import {
  Access,
  ExposureVerdict,
  GroupCounts,
  Summary,
  SummaryQuery,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { selectMappings, Visible } from './selectMappings';

/** More groups than a page can show are cut off. */
const MOST_GROUPS = 1_000;

const NO_STATUS: Record<TrustStatus, number> = {
  trusted: 0,
  conditional: 0,
  'over-permissive': 0,
  untrusted: 0,
  unknown: 0,
};
const NO_ACCESS: Record<Access, number> = {
  works: 0,
  conditional: 0,
  fails: 0,
  unknown: 0,
};
const NO_EXPOSURE: Record<ExposureVerdict, number> = {
  intended: 0,
  wider: 0,
  undecided: 0,
};

interface CountRow {
  organization: string;
  account_id: string;
  owner_ref: string;
  status: TrustStatus;
  access: Access;
  exposure: ExposureVerdict;
  count: number | string;
}

/**
 * Counts mappings by what their reports say and by whose they are.
 *
 * @remarks
 * Reads every mapping that matches, once: groups of all these columns are few,
 * and adding them up costs nothing.
 */
export async function summarize(
  knex: Knex,
  query: SummaryQuery,
  visible: Visible,
): Promise<Summary> {
  const columns = [
    'organization',
    'account_id',
    'owner_ref',
    'status',
    'access',
    'exposure',
  ];
  const rows = (await selectMappings(knex, query, visible)
    .select(columns)
    .count({ count: '*' })
    .groupBy(columns)) as unknown as CountRow[];
  const summary = {
    totalItems: 0,
    status: { ...NO_STATUS },
    access: { ...NO_ACCESS },
    exposure: { ...NO_EXPOSURE },
  };
  const groups = {
    organization: new Map<string, GroupCounts>(),
    account_id: new Map<string, GroupCounts>(),
    owner_ref: new Map<string, GroupCounts>(),
  };
  for (const row of rows) {
    const count = Number(row.count);
    summary.totalItems += count;
    summary.status[row.status] += count;
    summary.access[row.access] += count;
    summary.exposure[row.exposure] += count;
    for (const column of ['organization', 'account_id', 'owner_ref'] as const) {
      const name = row[column];
      const group = groups[column].get(name) ?? {
        name,
        totalItems: 0,
        status: { ...NO_STATUS },
      };
      group.totalItems += count;
      group.status[row.status] += count;
      groups[column].set(name, group);
    }
  }
  return {
    ...summary,
    organizations: largest(groups.organization),
    accounts: largest(groups.account_id),
    owners: largest(groups.owner_ref),
  };
}

function largest(groups: Map<string, GroupCounts>): GroupCounts[] {
  return [...groups.values()]
    .sort((a, b) => b.totalItems - a.totalItems || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_GROUPS);
}

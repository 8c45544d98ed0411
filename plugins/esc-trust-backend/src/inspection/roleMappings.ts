import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { selectMappings, Visible } from '../mappings/listing/selectMappings';
import { SEVERITY } from '../mappings/rows';

/** What the mappings that name a role come to: one at least. */
export interface RoleMappings {
  count: number;
  worst: TrustStatus;
}

interface CountRow {
  role_arn: string;
  count: number | string;
  severity: number;
}

/** Of those that the caller may read, by the role's ARN; only of roles that have any. */
export async function readRoleMappings(
  knex: Knex,
  accountId: string,
  names: string[],
  visible: Visible,
): Promise<Map<string, RoleMappings>> {
  if (names.length === 0) {
    return new Map();
  }
  // By name, which has an index; of two paths each has its own ARN.
  const rows = (await selectMappings(
    knex,
    { accountId: [accountId], roleName: names },
    visible,
  )
    .select('role_arn')
    .count({ count: '*' })
    .min({ severity: 'severity' })
    .groupBy('role_arn')) as unknown as CountRow[];
  return new Map(
    rows.map(row => [
      row.role_arn,
      { count: Number(row.count), worst: SEVERITY[row.severity] },
    ]),
  );
}

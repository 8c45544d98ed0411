import {
  RoleQuery,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { RoleRow } from '../assessment/state/stateRows';
import { issuerOf } from '../assessment/trustReportOf';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingRow } from '../mappings/rows';
import { decodeCursor, encodeCursor } from './pageCursor';
import { Intended } from './roleExposure';

const ROLES = 'esc_trust_account_roles';
const DEFAULT_LIMIT = 25;

/** PostgreSQL compares nothing with a text that holds NUL. */
const comparable = (most: number) =>
  z
    .string()
    .max(most)
    .refine(value => !value.includes('\0'));

const placeSchema = z
  .object({
    /** Name and ARN of the last role before. */
    after: z.tuple([comparable(64), comparable(2_048)]),
  })
  .strict();

/** One page of an account's stored roles, in the order of their names. */
export async function readRolePage(
  knex: Knex,
  accountId: string,
  { q, limit = DEFAULT_LIMIT, cursor }: RoleQuery,
): Promise<{ rows: RoleRow[]; nextCursor?: string }> {
  const builder = knex<RoleRow>(ROLES).where({ account_id: accountId });
  if (q) {
    builder.andWhereRaw(`lower(name) LIKE ? ESCAPE '!'`, [
      `${q.toLowerCase().replace(/[!%_]/g, '!$&')}%`,
    ]);
  }
  if (cursor) {
    const { after } = decodeCursor(cursor, placeSchema);
    builder.andWhereRaw('(name, role_arn) > (?, ?)', after);
  }
  const found = await builder.orderBy(['name', 'role_arn']).limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    ...(found.length > limit && last
      ? { nextCursor: encodeCursor({ after: [last.name, last.role_arn] }) }
      : {}),
  };
}

/** One role; of two paths the one where it is. */
export async function readRoleRow(
  knex: Knex,
  accountId: string,
  name: string,
): Promise<RoleRow | undefined> {
  const rows = await knex<RoleRow>(ROLES)
    .where({ account_id: accountId, name })
    .orderBy('role_arn');
  return rows.find(row => row.trust_policy !== null) ?? rows[0];
}

/** The environments that are meant to use roles, by the role's ARN. */
export async function readIntended(
  knex: Knex,
  config: Pick<EscTrustConfig, 'organizations'>,
  roleArns: string[],
): Promise<Map<string, Intended[]>> {
  const rows = await knex<MappingRow>('esc_trust_mappings')
    .whereIn('consented_role_arn', roleArns)
    .select(
      'organization',
      'project',
      'name',
      'owner_ref',
      'consented_role_arn',
      'report',
    );
  const found = new Map<string, Intended[]>();
  for (const row of rows) {
    const { organization, project, name } = row;
    const environment = { organization, project, name };
    const arn = row.consented_role_arn!;
    const intended = found.get(arn) ?? [];
    intended.push({
      environment,
      issuer: issuerOf(config, environment),
      ownerRef: row.owner_ref,
      claims: (JSON.parse(row.report) as TrustReport).openings,
    });
    found.set(arn, intended);
  }
  return found;
}

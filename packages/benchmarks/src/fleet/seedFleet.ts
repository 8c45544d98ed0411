import {
  assessTrust,
  AwsLogin,
  findAwsLogins,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { FleetPlan, PlannedMapping } from './FleetPlan';
import { definitionOf, modifiedOf } from './pulumiAnswers';
import { trustPolicyOf } from './trustPolicies';

const ROWS_AT_ONCE = 2_000;
const NOW = '2026-01-01T00:00:00.000Z';
const HOUR_MS = 3_600_000;
/** No source is due before a benchmark says so. */
const NEVER = Date.parse('2100-01-01T00:00:00.000Z');

/**
 * Registers every mapping of the fleet, as if their owners had done so long ago
 * and nobody had assessed them since: whose the roles are has been read, and the
 * definitions unless `isCold`.
 */
export async function seedFleet(
  knex: Knex,
  plan: FleetPlan,
  isCold: boolean,
): Promise<void> {
  const { accounts, mappingsPerAccount, organizations } = plan.size;
  await insert(
    knex,
    'esc_trust_sources',
    [
      ...Array.from({ length: accounts }, (_, account) => ({
        kind: 'account',
        name: plan.accountId(account),
      })),
      ...Array.from({ length: organizations }, (_, organization) => ({
        kind: 'organization',
        name: plan.organizationOf(organization),
      })),
    ].map(source => ({ ...source, due_at: NEVER, failed_cycles: 0 })),
  );
  let mappings: PlannedMapping[] = [];
  for (let account = 0; account < accounts; account++) {
    for (let role = 0; role < mappingsPerAccount; role++) {
      mappings.push(plan.mapping(account, role));
    }
    if (mappings.length >= ROWS_AT_ONCE || account === accounts - 1) {
      await insert(knex, 'esc_trust_mappings', mappings.map(mappingRow));
      await insert(
        knex,
        'esc_trust_account_roles',
        mappings.map(mapping => roleRow(plan, mapping)),
      );
      if (!isCold) {
        await insert(
          knex,
          'esc_trust_environments',
          mappings.map(mapping => environmentRow(plan, mapping)),
        );
      }
      mappings = [];
    }
  }
  await knex.raw(
    `INSERT INTO esc_trust_search_terms (mapping_id, term)
     SELECT id, term FROM esc_trust_mappings, LATERAL (VALUES
       (organization || '/' || project || '/' || name),
       (project || '/' || name), (name), (role_name), (account_id)) AS t (term)`,
  );
  await knex.raw(
    `INSERT INTO esc_trust_mapping_entities (mapping_id, entity_ref)
     SELECT id, 'component:default/' || name FROM esc_trust_mappings`,
  );
  await knex.raw('VACUUM ANALYZE');
}

function mappingRow(mapping: PlannedMapping): object {
  const { organization, project, name } = mapping;
  const report = assessTrust({ environment: { organization, project, name } });
  return {
    id: mapping.id,
    organization,
    project,
    name,
    login_path: 'aws.login',
    role_arn: mapping.roleArn,
    role_name: mapping.roleName,
    consented_role_arn: mapping.roleArn,
    account_id: mapping.accountId,
    owner_ref: mapping.ownerRef,
    source: 'registered',
    status: report.status,
    severity: 2,
    access: report.access,
    exposure: report.exposure.verdict,
    report: JSON.stringify(report),
    ignored: false,
    created_at: NOW,
    created_by: 'user:default/guest',
    updated_at: NOW,
  };
}

function roleRow(plan: FleetPlan, mapping: PlannedMapping): object {
  const { account, role } = mapping;
  return {
    role_arn: mapping.roleArn,
    account_id: mapping.accountId,
    role_id: plan.roleId(account, role),
    name: mapping.roleName,
    path: '/',
    trust_policy: trustPolicyOf(plan, account, role, 0),
    max_session_duration: 3_600,
    owner_ref: mapping.ownerRef,
    // Long enough ago for lists to count, and no need to read the owner again.
    read_at: Date.now() - HOUR_MS,
    digest: '',
  };
}

let login: AwsLogin | undefined;
function loginOf(plan: FleetPlan): AwsLogin {
  login ??= findAwsLogins(definitionOf(plan, 0, 0)).logins[0];
  return login;
}

function environmentRow(plan: FleetPlan, mapping: PlannedMapping): object {
  const { account, role, organization, project, name } = mapping;
  return {
    organization,
    path: `${project}/${name}`,
    modified: modifiedOf(plan, account, role, 0),
    logins: JSON.stringify([
      {
        // All are alike, and reading a hundred thousand takes minutes.
        ...loginOf(plan),
        roleArn: { literal: mapping.roleArn },
        sessionName: { literal: mapping.roleName },
        position: { line: 1, column: 1 },
      },
    ]),
    gone: false,
    stacks_read_at: 0,
    read_at: Date.parse(NOW),
    unjudged: '',
  };
}

async function insert(
  knex: Knex,
  table: string,
  rows: object[],
): Promise<void> {
  const columns = Object.keys(rows[0]);
  const names = columns.map(() => '??').join(', ');
  await knex.raw(
    `INSERT INTO ?? (${names})
     SELECT ${names} FROM json_populate_recordset(null::${table}, ?)`,
    [table, ...columns, ...columns, JSON.stringify(rows)],
  );
}

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  assessTrust,
  MappingQuery,
  parseEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { ReadableNames } from '../../access/ReadableNames';
import { openDatabase } from '../../database';
import { readRoleMappings } from '../../inspection/roleMappings';
import { readIntended, readRolePage } from '../../inspection/roleRows';
import { DatabaseMappingStore } from '../DatabaseMappingStore';
import { readHeadlines } from './headlines';
import { Visible } from './selectMappings';

jest.setTimeout(180_000);
const databases = TestDatabases.create({ ids: ['POSTGRES_17'] });
const ROWS = 20_000;
const NO_CONFIG = { organizations: [] };

/** What the fleet looks like: 20 organizations, 200 accounts, 50 teams. */
async function fill(knex: Knex): Promise<void> {
  const report = JSON.stringify(
    assessTrust({
      environment: { organization: 'o', project: 'p', name: 'n' },
    }),
  );
  await knex.raw(
    `INSERT INTO esc_trust_mappings (
       id, organization, project, name, login_path, role_arn, role_name,
       account_id, owner_ref, source, status, severity, access, exposure,
       report, created_at, created_by, updated_at)
     SELECT
       lpad(i::text, 36, '0'), 'organization-' || i % 20, 'project-' || i % 500,
       'environment-' || i, 'aws.login',
       'arn:aws:iam::' || 100000000000 + i % 200 || ':role/pulumi-esc/role-' || i,
       'role-' || i, (100000000000 + i % 200)::text,
       'group:default/team-' || i % 50,
       (ARRAY['provisioned', 'registered', 'discovered'])[1 + i % 3],
       CASE WHEN i % 50 = 0 THEN 'untrusted' ELSE 'trusted' END,
       CASE WHEN i % 50 = 0 THEN 0 ELSE 4 END,
       CASE WHEN i % 50 = 0 THEN 'fails' ELSE 'works' END,
       CASE WHEN i % 40 = 0 THEN 'wider' ELSE 'intended' END,
       ?, '2026-01-01T00:00:00.000Z', 'user:default/x',
       to_char(timestamp '2026-01-01' + i * interval '1 minute',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
     FROM generate_series(1, ?) AS i`,
    [report, ROWS],
  );
  await knex.raw(
    `INSERT INTO esc_trust_search_terms (mapping_id, term)
     SELECT id, term FROM esc_trust_mappings, LATERAL (VALUES
       (organization || '/' || project || '/' || name),
       (project || '/' || name), (name), (role_name), (account_id)) AS t (term)`,
  );
  await knex.raw(
    `INSERT INTO esc_trust_findings
     SELECT id, md5(id), 'subject-organization-wide', 'warning', false
     FROM esc_trust_mappings WHERE exposure = 'wider'`,
  );
  await knex.raw(
    `INSERT INTO esc_trust_mapping_entities
     SELECT id, 'component:default/component-' || right(id, 3)
     FROM esc_trust_mappings`,
  );
  await knex.raw(
    `INSERT INTO esc_trust_history
       (mapping_id, at, status, access, exposure, findings)
     SELECT id, created_at, status, access, exposure, '[]'
     FROM esc_trust_mappings`,
  );
  await knex.raw(
    `INSERT INTO esc_trust_account_roles (role_arn, account_id, name, path,
       trust_policy, max_session_duration, read_at, digest)
     SELECT role_arn, account_id, role_name, '/', '{}', 3600, 0, ''
     FROM esc_trust_mappings`,
  );
  await knex.raw('VACUUM ANALYZE');
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Acceptances and the like are few. */
const MANY = [
  'esc_trust_mappings',
  'esc_trust_history',
  'esc_trust_account_roles',
];

function isScanOfMany(node: PlanNode): boolean {
  return (
    node['Node Type'] === 'Seq Scan' &&
    MANY.includes(node['Relation Name'] ?? '')
  );
}

const own: Visible = {
  property: 'ownerRef',
  values: ['group:default/team-1', 'group:default/team-2'],
};

const QUERIES: Array<[string, MappingQuery, Visible?]> = [
  ['all', {}],
  ['one status', { status: ['untrusted'] }],
  ['a frequent status', { status: ['trusted'] }],
  ['two statuses', { status: ['untrusted', 'unknown'] }],
  ['an access', { access: ['fails'] }],
  ['an exposure', { exposure: ['wider'] }],
  ['a finding', { finding: ['subject-organization-wide'] }],
  ['a source', { source: ['discovered'] }],
  ['what is ignored', { ignored: true }],
  ['an account', { accountId: ['100000000007'] }],
  ['a role', { roleName: ['role-77'] }],
  ['an owner', { ownerRef: ['group:default/team-7'] }],
  ['an organization', { organization: ['organization-3'] }],
  ['a project', { project: ['project-3'] }],
  [
    'an environment',
    { environment: ['organization-7/project-7/environment-7'] },
  ],
  ['an entity', { entityRef: ['component:default/component-077'] }],
  ['a rare beginning', { q: 'environment-777' }],
  ['a frequent beginning', { q: 'environment-1' }],
  ['the commonest beginning', { q: 'r' }],
  ['a beginning without any', { q: 'nothing' }],
  [
    'several filters',
    { status: ['trusted'], accountId: ['100000000007'], q: 'role-1' },
  ],
  [
    'two frequent values',
    { status: ['trusted'], source: ['discovered', 'registered'] },
  ],
  ['what is theirs', {}, own],
  ['what is theirs and untrusted', { status: ['untrusted'] }, own],
  ['what isn’t theirs', {}, { not: own }],
];

const ID = '77'.padStart(36, '0');
const ENVIRONMENT = parseEnvironmentRef(
  'organization-17/project-77/environment-77',
)!;
const ARN = 'arn:aws:iam::100000000077:role/pulumi-esc/role-77';

/** As many as a page can have. */
const ROLE_PAGE = [...Array(100).keys()].map(at => `role-${77 + 200 * at}`);

/** As a role's trust policy names them. */
const environmentOf = (_: string, at: number) =>
  `pulumi:environments:org:organization-${at % 20}:env:project-${
    77 + at
  }/environment-${77 + at}`;

/** What else a page shows. */
const OTHERS: Array<
  [string, (knex: Knex, store: DatabaseMappingStore) => Promise<unknown>]
> = [
  ['a mapping', (_, store) => store.get(ID)],
  ['a login', (_, store) => store.findByLogin(ENVIRONMENT, 'aws.login')],
  ['a history', (_, store) => store.readHistory(ID, {})],
  ['who may use a role', (_, store) => store.listIntendedClaims(ARN)],
  ['who may use roles', knex => readIntended(knex, NO_CONFIG, [ARN])],
  ['an account’s roles', knex => readRolePage(knex, '100000000077', {})],
  [
    'what mappings of a page of roles come to',
    knex => readRoleMappings(knex, '100000000077', ROLE_PAGE, undefined),
  ],
  [
    'what a team’s mappings of a page of roles come to',
    knex => readRoleMappings(knex, '100000000077', ROLE_PAGE, own),
  ],
  [
    'what environments come to',
    knex => readHeadlines(knex, [ENVIRONMENT], own),
  ],
  [
    'which names of others a caller may be told',
    knex =>
      new ReadableNames({ knex }).editorFor(ROLE_PAGE.map(environmentOf), {
        allEnvironments: false,
        visible: own,
      }),
  ],
];

const ORDERS = [
  'environment',
  'status',
  'updatedAt,desc',
  'accountId',
  'ownerRef',
];

// SQLite's plans know no costs.
const describeOnPostgres = databases.supports('POSTGRES_17')
  ? describe
  : describe.skip;

describeOnPostgres('the list of mappings', () => {
  let knex: Knex;
  let store: DatabaseMappingStore;

  beforeAll(async () => {
    const client = await databases.init('POSTGRES_17');
    knex = await openDatabase(mockServices.database({ knex: client }));
    store = new DatabaseMappingStore({ knex });
    await fill(knex);
  });

  /** The plans of all that a list asks the database. */
  async function plansOf(run: () => Promise<unknown>): Promise<PlanNode[]> {
    const asked: Array<{ sql: string; bindings: unknown[] }> = [];
    const listen = (query: { sql: string; bindings: unknown[] }) =>
      asked.push({ sql: query.sql, bindings: query.bindings });
    knex.on('query', listen);
    await run();
    knex.removeListener('query', listen);
    const plans: PlanNode[] = [];
    for (const { sql, bindings } of asked) {
      const { rows } = await knex.raw(
        `EXPLAIN (FORMAT JSON) ${sql.replace(/\$\d+/g, '?')}`,
        bindings as string[],
      );
      plans.push(...nodesOf(rows[0]['QUERY PLAN'][0].Plan));
    }
    return plans;
  }

  /** Of the first page, the one behind it, and the way back from there. */
  async function plansOfPages(query: MappingQuery, visible: Visible) {
    const plansAt = (cursor?: string) =>
      plansOf(() => store.list({ ...query, cursor }, visible));
    const plans = await plansAt();
    const first = await store.list(query, visible);
    const { nextCursor } = first.pageInfo;
    if (nextCursor) {
      plans.push(...(await plansAt(nextCursor)));
      const second = await store.list(
        { ...query, cursor: nextCursor },
        visible,
      );
      plans.push(...(await plansAt(second.pageInfo.prevCursor!)));
    }
    return plans;
  }

  it.each(QUERIES)('finds %s without reading all mappings', async (...row) => {
    const [, query, visible] = row;
    const scanned: string[] = [];
    for (const orderField of ORDERS) {
      const plans = await plansOfPages(
        { ...query, orderField, limit: 50 },
        visible,
      );
      expect(plans.length).toBeGreaterThan(0);
      if (plans.some(isScanOfMany)) {
        scanned.push(orderField);
      }
    }
    expect(scanned).toEqual([]);
  });

  it.each(OTHERS)('finds %s without reading all of them', async (...row) => {
    const [, run] = row;
    const plans = await plansOf(() => run(knex, store));
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter(isScanOfMany)).toEqual([]);
  });
});

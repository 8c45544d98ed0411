import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { readdirSync } from 'node:fs';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@internal/backstage-plugin-esc-trust-backend',
  'migrations',
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('migrations on %p', id => {
  it('go up, down to nothing, and up again', async () => {
    const knex = await databases.init(id);
    const latest = async () =>
      ((await knex.migrate.latest({ directory })) as [number, string[]])[1];

    expect(await latest()).toHaveLength(readdirSync(directory).length);
    const row = { id: 'x', only_row: 1 };
    await knex('esc_trust_instance').insert(row);
    await expect(
      knex('esc_trust_instance').insert({ ...row, id: 'y' }),
    ).rejects.toThrow();

    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('esc_trust_instance')).toBe(false);
    expect(await knex.schema.hasTable('esc_trust_mappings')).toBe(false);
    expect(await latest()).toHaveLength(readdirSync(directory).length);
  });

  /** Brings the schema to what it was before a migration. */
  async function before(name: string) {
    const knex = await databases.init(id);
    for (const file of readdirSync(directory).sort()) {
      if (file.includes(name)) {
        return knex;
      }
      await knex.migrate.up({ directory });
    }
    throw new Error(`There is no migration ${name}`);
  }

  const MAPPING = {
    organization: 'acme',
    project: 'Payments',
    login_path: 'aws.login',
    source: 'registered',
    access: 'works',
    exposure: 'intended',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'user:default/x',
    updated_at: '2026-01-01T00:00:00.000Z',
  };

  it('makes mappings findable that an earlier version has stored', async () => {
    const knex = await before('listing');
    const finding = { code: 'role-unused', severity: 'info' };
    await knex('esc_trust_mappings').insert([
      {
        ...MAPPING,
        id: 'full',
        name: 'Prod',
        role_arn: 'arn:aws:iam::111111111111:role/pulumi-esc/Prod-Role',
        account_id: '111111111111',
        owner_ref: 'group:default/team',
        status: 'untrusted',
        report: JSON.stringify({
          findings: [
            { ...finding, fingerprint: 'a' },
            { ...finding, fingerprint: 'a' },
            { ...finding, fingerprint: 'b', accepted: true },
          ],
        }),
      },
      {
        ...MAPPING,
        id: 'expression',
        name: 'dev',
        status: 'unknown',
        report: JSON.stringify({ findings: [] }),
      },
    ]);

    await knex.migrate.up({ directory });

    const rowsOf = (table: string) => knex(table).orderBy(1);
    expect(await rowsOf('esc_trust_mappings')).toMatchObject([
      {
        id: 'expression',
        role_name: '',
        account_id: '',
        owner_ref: '',
        severity: 2,
      },
      { id: 'full', role_name: 'Prod-Role', severity: 0 },
    ]);
    const terms = await knex('esc_trust_search_terms').where({
      mapping_id: 'full',
    });
    expect(terms.map(({ term }) => term).sort()).toEqual([
      '111111111111',
      'acme/payments/prod',
      'payments/prod',
      'prod',
      'prod-role',
    ]);
    const findings = await knex('esc_trust_findings').orderBy('fingerprint');
    expect(
      findings.map(row => [row.fingerprint, Boolean(row.accepted)]),
    ).toEqual([
      ['a', false],
      ['b', true],
    ]);

    await knex.migrate.down({ directory });
    expect(
      await knex('esc_trust_mappings').where({ id: 'expression' }).first(),
    ).toMatchObject({ account_id: null, owner_ref: null });
    expect(await knex.schema.hasTable('esc_trust_search_terms')).toBe(false);
  });
});

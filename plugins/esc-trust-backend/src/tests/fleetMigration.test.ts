import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@internal/backstage-plugin-esc-trust-backend',
  'migrations',
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const TABLES = [
  'esc_trust_sources',
  'esc_trust_account_roles',
  'esc_trust_identity_providers',
  'esc_trust_call_limits',
];

describe.each(databases.eachSupportedId())(
  'the tables of the fleet on %p',
  id => {
    it('come and go without touching the mappings that are there', async () => {
      const knex = await databases.init(id);
      const up = async (until: string) => {
        let applied: string[] = [];
        while (!applied.some(file => file.endsWith(until))) {
          [, applied] = await knex.migrate.up({ directory });
        }
      };
      await up('_listing.js');
      await knex('esc_trust_mappings').insert({
        id: 'x',
        organization: 'acme',
        project: 'payments',
        name: 'prod',
        login_path: 'aws.login',
        role_arn: 'arn:aws:iam::111111111111:role/prod',
        account_id: '111111111111',
        owner_ref: 'group:default/team',
        source: 'registered',
        status: 'trusted',
        access: 'works',
        exposure: 'intended',
        report: '{}',
        stale_since: '2026-01-01T00:00:00.000Z',
        stale_reason: 'denied',
        created_at: '2026-01-01T00:00:00.000Z',
        created_by: 'user:default/guest',
        updated_at: '2026-01-01T00:00:00.000Z',
      });
      const before = await knex('esc_trust_mappings').first();

      await up('_fleet.js');
      expect(await knex('esc_trust_mappings').first()).toEqual({
        ...before,
        stale_source: null,
      });
      const source = { kind: 'account', name: '111111111111', due_at: 1 };
      await knex('esc_trust_sources').insert(source);
      await expect(knex('esc_trust_sources').insert(source)).rejects.toThrow();

      await knex.migrate.down({ directory });
      expect(await knex('esc_trust_mappings').first()).toEqual(before);
      for (const table of TABLES) {
        expect([table, await knex.schema.hasTable(table)]).toEqual([
          table,
          false,
        ]);
      }
    });
  },
);

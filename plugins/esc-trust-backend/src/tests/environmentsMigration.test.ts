import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@internal/backstage-plugin-esc-trust-backend',
  'migrations',
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'the tables of environments on %p',
  id => {
    it('come and go without touching what is there', async () => {
      const knex = await databases.init(id);
      const up = async (until: string) => {
        let applied: string[] = [];
        while (!applied.some(file => file.endsWith(until))) {
          [, applied] = await knex.migrate.up({ directory });
        }
      };
      await up('_fleet.js');
      await knex('esc_trust_mappings').insert({
        id: 'x',
        organization: 'acme',
        project: 'payments',
        name: 'prod',
        login_path: 'aws.login',
        owner_ref: '',
        account_id: '',
        source: 'discovered',
        status: 'unknown',
        access: 'unknown',
        exposure: 'undecided',
        report: '{}',
        ignored: true,
        created_at: '2026-01-01T00:00:00.000Z',
        created_by: 'user:default/guest',
        updated_at: '2026-01-01T00:00:00.000Z',
      });
      await knex('esc_trust_sources').insert({
        kind: 'organization',
        name: 'acme',
        due_at: 1,
      });
      const before = await knex('esc_trust_mappings');
      await up('_environments.js');
      expect(await knex('esc_trust_mappings')).toEqual(before);
      const environment = {
        organization: 'acme',
        path: 'payments/prod',
        modified: '',
        logins: '[]',
        gone: false,
        read_at: 1,
      };
      await knex('esc_trust_environments').insert(environment);
      await expect(
        knex('esc_trust_environments').insert(environment),
      ).rejects.toThrow();
      expect(await knex('esc_trust_environments').first()).toMatchObject({
        unjudged: '',
        stacks: null,
      });

      await knex.migrate.down({ directory });
      expect(await knex('esc_trust_mappings')).toEqual(before);
      for (const table of ['environments', 'environment_imports']) {
        expect(await knex.schema.hasTable(`esc_trust_${table}`)).toBe(false);
      }
      expect(await knex('esc_trust_sources')).toHaveLength(1);
      await up('_environments.js');
    });
  },
);

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@internal/backstage-plugin-esc-trust-backend',
  'migrations',
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const MAPPING = {
  id: 'x',
  organization: 'acme',
  project: 'payments',
  name: 'prod',
  login_path: 'aws.login',
  owner_ref: 'group:default/team',
  source: 'registered',
  status: 'trusted',
  access: 'works',
  exposure: 'intended',
  report: '{}',
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: 'user:default/guest',
  updated_at: '2026-01-01T00:00:00.000Z',
};

const ENTRY = {
  mapping_id: 'x',
  at: '2026-01-01T00:00:00.000Z',
  status_before: 'untrusted',
  status: 'trusted',
  access: 'works',
  exposure: 'intended',
  findings: '[]',
};

describe.each(databases.eachSupportedId())('the tables of events on %p', id => {
  it('come and go, and nobody hears of what happened before', async () => {
    const knex = await databases.init(id);
    const up = async (until: string) => {
      let applied: string[] = [];
      while (!applied.some(file => file.endsWith(until))) {
        [, applied] = await knex.migrate.up({ directory });
      }
    };
    const history = () => knex('esc_trust_history').orderBy('id');
    await up('_environments.js');
    await knex('esc_trust_mappings').insert(MAPPING);
    await knex('esc_trust_history').insert([ENTRY, ENTRY]);
    const before = await history();

    await up('_events.js');
    expect(await history()).toEqual(
      before.map(row => ({ ...row, announce_at: null })),
    );
    await knex('esc_trust_history').insert(ENTRY);
    const [{ announce_at: announceAt }] = (await history()).slice(-1);
    expect(Number(announceAt)).toBe(0);
    const touched = {
      kind: 'role',
      name: '111111111111/prod',
      noted_at: 1,
      notes: 1,
      looks: 2,
      due_at: 1,
    };
    await knex('esc_trust_touched').insert(touched);
    await expect(knex('esc_trust_touched').insert(touched)).rejects.toThrow();
    await knex('esc_trust_notices').insert({
      mapping_id: 'x',
      status: 'trusted',
    });

    await knex.migrate.down({ directory });
    expect((await history()).slice(0, 2)).toEqual(before);
    expect(await history()).toHaveLength(3);
    for (const table of ['esc_trust_touched', 'esc_trust_notices']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }

    // What belongs to a mapping goes with it.
    await up('_events.js');
    await knex('esc_trust_notices').insert({
      mapping_id: 'x',
      status: 'trusted',
    });
    await knex('esc_trust_mappings').delete();
    expect(await knex('esc_trust_notices')).toEqual([]);
    expect(await history()).toEqual([]);
  });
});

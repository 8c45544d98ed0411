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
});

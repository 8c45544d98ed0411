import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';

/** Connects to the plugin's database and brings its schema up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@internal/backstage-plugin-esc-trust-backend',
        'migrations',
      ),
    });
  }
  return knex;
}

/**
 * The identity of this portal, the same for all of its replicas.
 *
 * @remarks
 * A role is ours only when its tag names this instance: two portals that share
 * an account never take each other's roles for their own.
 */
export async function readInstanceId(knex: Knex): Promise<string> {
  await knex('esc_trust_instance')
    .insert({ id: randomUUID(), only_row: 1 })
    .onConflict('only_row')
    .ignore();
  const row = await knex('esc_trust_instance').first('id');
  return row.id;
}

import knexFactory, { Knex } from 'knex';
import { join } from 'node:path';
import { population, Rows } from './population';

/** Where a backend of a run keeps what it stores. */
export interface BenchDatabase {
  name: 'PostgreSQL' | 'SQLite';
  /** `backend.database` of its configuration. */
  config: object;
  /** Opens what the plugin has stored, while the backend is stopped. */
  open(): Knex;
}

const PLUGIN = 'esc-trust';
const AT_ONCE = 250;

/** A PostgreSQL server that is there for this run only. */
export function postgres(connectionString: string): BenchDatabase {
  const url = new URL(connectionString);
  const connection = {
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  return {
    name: 'PostgreSQL',
    config: { client: 'pg', connection },
    open: () =>
      knexFactory({
        client: 'pg',
        connection: { ...connection, database: `backstage_plugin_${PLUGIN}` },
      }),
  };
}

/** SQLite in files. */
export function sqlite(directory: string): BenchDatabase {
  return {
    name: 'SQLite',
    config: { client: 'better-sqlite3', connection: { directory } },
    open: () =>
      knexFactory({
        client: 'better-sqlite3',
        connection: { filename: join(directory, `${PLUGIN}.sqlite`) },
        useNullAsDefault: true,
      }),
  };
}

/** Fills the tables that the backend has made. */
export async function fill(
  database: BenchDatabase,
  mappings: number,
): Promise<void> {
  const knex = database.open();
  const rowsOf = population();
  try {
    for (let from = 0; from < mappings; from += AT_ONCE) {
      const all = Array.from(
        { length: Math.min(AT_ONCE, mappings - from) },
        (_, i) => rowsOf(from + i),
      );
      await knex.transaction(async tx => {
        for (const table of Object.keys(all[0]) as Array<keyof Rows>) {
          const rows = all.flatMap(one => one[table]);
          // Few enough variables for one statement of SQLite.
          for (let at = 0; at < rows.length; at += AT_ONCE) {
            await tx(table).insert(rows.slice(at, at + AT_ONCE));
          }
        }
      });
    }
    await knex.raw(database.name === 'SQLite' ? 'ANALYZE' : 'VACUUM ANALYZE');
  } finally {
    await knex.destroy();
  }
}

/**
 * How long PostgreSQL itself has worked on statements of the plugin so far, in
 * milliseconds. Its connections tell that when they have been idle for a while.
 */
export async function databaseMs(database: BenchDatabase): Promise<number> {
  const knex = database.open();
  try {
    const { rows } = await knex.raw(
      'SELECT active_time FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0].active_time);
  } finally {
    await knex.destroy();
  }
}

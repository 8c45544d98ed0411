import { Knex } from 'knex';
import knexFactory from 'knex';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FleetPlan } from './FleetPlan';

/** Where Backstage keeps the plugin's tables. */
const DATABASE = 'backstage_plugin_esc-trust';

/** PostgreSQL counts what a connection has written this long after it is idle. */
const COUNTED_AFTER_MS = 12_000;

/** The plugin's database on a PostgreSQL of its own. */
export class FleetDatabase {
  /** Starts PostgreSQL and brings the plugin's schema into it. */
  static async create(connectionString: string): Promise<FleetDatabase> {
    const { hostname, port, username, password } = new URL(connectionString);
    const connection = {
      host: hostname,
      port: Number(port),
      user: username,
      password,
    };
    const admin = knexFactory({
      client: 'pg',
      connection: { ...connection, database: 'postgres' },
    });
    await admin.raw('CREATE DATABASE ??', [DATABASE]);
    await admin.destroy();
    const knex = knexFactory({
      client: 'pg',
      connection: { ...connection, database: DATABASE },
      pool: { min: 0, max: 4 },
    });
    const plugin = dirname(
      require.resolve(
        '@internal/backstage-plugin-esc-trust-backend/package.json',
      ),
    );
    await knex.migrate.latest({ directory: join(plugin, 'migrations') });
    return new FleetDatabase(knex, connection);
  }

  private constructor(
    readonly knex: Knex,
    readonly connection: Record<string, unknown>,
  ) {}

  /** Makes all sources due, and says when that was. */
  async makeDue(): Promise<number> {
    const now = Date.now();
    await this.knex('esc_trust_sources').update({ due_at: now });
    return now;
  }

  /** Sources that nobody has read since, or that somebody reads now. */
  async unread(since: number): Promise<string[]> {
    const iso = new Date(since).toISOString();
    return this.knex('esc_trust_sources')
      .where(unread =>
        unread
          .whereNotNull('claim_id')
          .orWhereNull('last_tried_at')
          .orWhere('last_tried_at', '<', iso),
      )
      .pluck('name');
  }

  /** How many sources were last read well before. */
  async notFresh(since: number): Promise<number> {
    const iso = new Date(since).toISOString();
    const [{ count }] = await this.knex('esc_trust_sources')
      .where(old =>
        old.whereNull('last_good_at').orWhere('last_good_at', '<', iso),
      )
      .count({ count: '*' });
    return Number(count);
  }

  /** Rows written so far, by table. */
  async writes(): Promise<Record<string, number>> {
    await sleep(COUNTED_AFTER_MS);
    const { rows } = await this.knex.raw(
      `SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS writes
       FROM pg_stat_user_tables`,
    );
    return Object.fromEntries(
      rows.map((row: { relname: string; writes: string }) => [
        row.relname,
        Number(row.writes),
      ]),
    );
  }

  /** How many mappings say what they must not. */
  async wrongStatuses(
    plan: FleetPlan,
    statusOf: (account: number, role: number) => string,
  ): Promise<number> {
    const rows: Array<{ id: string; status: string }> = await this.knex(
      'esc_trust_mappings',
    ).select('id', 'status');
    const statuses = new Map(rows.map(({ id, status }) => [id, status]));
    let wrong = 0;
    for (let account = 0; account < plan.size.accounts; account++) {
      for (let role = 0; role < plan.size.mappingsPerAccount; role++) {
        const { id } = plan.mapping(account, role);
        wrong += statuses.get(id) === statusOf(account, role) ? 0 : 1;
        statuses.delete(id);
      }
    }
    return wrong + statuses.size;
  }

  /** The claims that somebody holds. */
  async claims(): Promise<string[]> {
    const rows: Array<{ name: string; claim_id: string }> = await this.knex(
      'esc_trust_sources',
    ).whereNotNull('claim_id');
    return rows.map(({ name, claim_id }) => `${name} ${claim_id}`);
  }

  /** How many mappings say that they can't be assessed now. */
  async staleMappings(): Promise<number> {
    const [{ count }] = await this.knex('esc_trust_mappings')
      .whereNotNull('stale_since')
      .count({ count: '*' });
    return Number(count);
  }

  async close(): Promise<void> {
    await this.knex.destroy();
  }
}

/** What was written between two counts, by table, without those of none. */
export function writesBetween(
  before: Record<string, number>,
  after: Record<string, number>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([table, count]): [string, number] => [
        table,
        count - (before[table] ?? 0),
      ])
      .filter(([, count]) => count > 0),
  );
}

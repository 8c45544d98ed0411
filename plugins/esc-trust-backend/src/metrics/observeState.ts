import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Knex } from 'knex';
import { Clock } from '../time/Clock';

/** Whoever asks more often gets what was found last. */
const KEPT_MS = 30_000;

interface State {
  mappings: Array<{ status: string; count: number }>;
  sources: Array<{
    kind: string;
    health: string;
    count: number;
    /** ISO 8601; empty until all of them were read. */
    oldestGoodRead: string | null;
  }>;
  waiting: Array<{ for: string; count: number }>;
}

/**
 * Shows what is in the database: the same on every replica.
 *
 * @remarks
 * However many exporters ask and however often, the database is asked twice a
 * minute.
 */
export function observeState(options: {
  service: MetricsService;
  knex: Knex;
  clock: Clock;
}): void {
  const { service, knex, clock } = options;
  const now = () => clock.now().getTime();
  let last: { at: number; state: Promise<State> } | undefined;
  const read = () => {
    if (!last || now() - last.at >= KEPT_MS) {
      const state = readState(knex);
      last = { at: now(), state };
      state.catch(() => {
        last = undefined;
      });
    }
    return last.state;
  };

  service
    .createObservableGauge('esc_trust.mappings.count', {
      description: 'Mappings, by status',
    })
    .addCallback(async gauge => {
      for (const { status, count } of (await read()).mappings) {
        gauge.observe(count, { status });
      }
    });
  service
    .createObservableGauge('esc_trust.sources.count', {
      description: 'Accounts and organizations, by health',
    })
    .addCallback(async gauge => {
      for (const { kind, health, count } of (await read()).sources) {
        gauge.observe(count, { kind, health });
      }
    });
  service
    .createObservableGauge('esc_trust.sources.oldest_read_age', {
      description:
        'Age of the oldest last good read of a source, by its kind and health',
      unit: 's',
    })
    .addCallback(async gauge => {
      for (const { kind, health, oldestGoodRead } of (await read()).sources) {
        if (oldestGoodRead) {
          const ageMs = now() - Date.parse(oldestGoodRead);
          gauge.observe(Math.max(0, ageMs) / 1_000, { kind, health });
        }
      }
    });
  service
    .createObservableGauge('esc_trust.waiting.count', {
      description: 'What is still to be read after events, or to be announced',
    })
    .addCallback(async gauge => {
      for (const { for: what, count } of (await read()).waiting) {
        gauge.observe(count, { for: what });
      }
    });
}

/** PostgreSQL gives counts as text. */
interface Counted {
  count: string | number;
  status?: string;
  kind?: string;
  health?: string;
  /** ISO 8601 */
  oldest?: string | null;
}

async function readState(knex: Knex): Promise<State> {
  const mappings: Counted[] = await knex('esc_trust_mappings')
    .where({ ignored: false })
    .groupBy('status')
    .select('status')
    .count({ count: '*' });
  const health = knex.raw(
    `CASE WHEN failed_cycles > 0 THEN 'failing' WHEN last_good_at IS NULL THEN 'new' ELSE 'good' END`,
  );
  const sources: Counted[] = await knex('esc_trust_sources')
    .groupBy('kind', health)
    .select('kind', knex.raw('? AS health', [health]))
    .count({ count: '*' })
    .min({ oldest: 'last_good_at' });
  const [touched] = await knex('esc_trust_touched').count({ count: '*' });
  const [changes] = await knex('esc_trust_history')
    .whereNotNull('announce_at')
    .count({ count: '*' });
  return {
    mappings: mappings.map(({ status, count }) => ({
      status: String(status),
      count: Number(count),
    })),
    sources: sources.map(row => ({
      kind: String(row.kind),
      health: String(row.health),
      count: Number(row.count),
      oldestGoodRead: row.oldest ?? null,
    })),
    waiting: [
      { for: 'read', count: Number(touched.count) },
      { for: 'announcement', count: Number(changes.count) },
    ],
  };
}

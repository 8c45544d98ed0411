import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Bench, BenchFigure } from './bench';
import { describeMachine } from './machine';
import { rounded } from './measure';
import {
  BenchDatabase,
  databaseMs,
  fill,
  postgres,
  sqlite,
} from './rest/database';
import { Asked, Load, loadInTurns } from './rest/load';
import { Portal, startPortal } from './rest/portal';

const CONNECTIONS = 16;
/** PostgreSQL's connections tell what they have done when idle for this long. */
const IDLE_MS = 11_000;

/** What is asked of the API, and what it is compared with. */
const CASES = {
  'page of 50 with filter and order': 'page',
  'by id': 'one',
  search: 'page',
} as const;
type Case = keyof typeof CASES;

interface Options {
  mappings: number;
  seconds: number;
  seed: number;
}

/**
 * The REST API over 100,000 mappings, against a route that asks the permission
 * framework the same and answers what is there already, in the same process.
 *
 * @remarks
 * Takes `--seed=NUMBER` (default: the time), `--mappings=NUMBER` and
 * `--seconds=NUMBER`, how long each of them is asked.
 */
export const rest: Bench = async (args, say) => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      mappings: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '10' },
    },
  });
  const options = {
    seed: Number(values.seed),
    mappings: Number(values.mappings),
    seconds: Number(values.seconds),
  };
  if (!Object.values(options).every(value => value >= 0)) {
    throw new Error('--seed, --mappings and --seconds take numbers');
  }
  const connectionString = process.env.ESC_TRUST_BENCH_POSTGRES;
  if (!connectionString) {
    throw new Error('ESC_TRUST_BENCH_POSTGRES names no PostgreSQL');
  }
  say(`${describeMachine()}; seed ${options.seed}`);
  const directory = mkdtempSync(join(tmpdir(), 'esc-trust-bench-'));
  try {
    const figures = await measure(postgres(connectionString), options, say);
    // Reported only: a portal of this size is not on SQLite.
    await measure(sqlite(directory), options, say);
    return figures;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

async function measure(
  database: BenchDatabase,
  options: Options,
  say: (line: string) => void,
): Promise<BenchFigure[]> {
  await prepare(database, options, say);
  const figures: BenchFigure[] = [];
  const own = ownersOf(options);
  for (const [who, owners] of [
    ['', undefined],
    [', a tenth of them readable', own],
  ] as const) {
    const portal = await startPortal(database, owners);
    try {
      const name = `${database.name}${who}`;
      figures.push(...(await compare(portal, name, options, say)));
      if (!owners) {
        figures.push(...(await alone(portal, database, options, say)));
      }
    } finally {
      await portal.stop();
    }
  }
  return figures;
}

/** A tenth of the teams. */
function ownersOf({ seed }: Options): string[] {
  return Array.from(
    { length: 20 },
    (_, i) => `group:default/team-${(seed + i * 10) % 200}`,
  );
}

async function prepare(
  database: BenchDatabase,
  { mappings }: Options,
  say: (line: string) => void,
): Promise<void> {
  // It makes its own tables.
  await (await startPortal(database)).stop();
  const started = performance.now();
  await fill(database, mappings);
  const seconds = (performance.now() - started) / 1_000;
  say(`${database.name}: ${mappings} mappings stored in ${rounded(seconds)} s`);
}

/** Under load, each beside what it is compared with. */
async function compare(
  portal: Portal,
  name: string,
  options: Options,
  say: (line: string) => void,
): Promise<BenchFigure[]> {
  const { url, headers } = portal;
  const urls = urlsOf(portal, options);
  await remember(portal, 'page', urls['page of 50 with filter and order'][0]);
  await remember(portal, 'one', urls['by id'][0]);
  const loads = await loadInTurns({
    asked: {
      page: [`${url}/api/bench/page`],
      one: urls['by id'].map(one =>
        one.replace('esc-trust/mappings', 'bench/one'),
      ),
      ...urls,
    },
    headers,
    connections: CONNECTIONS,
    seconds: options.seconds,
  });
  return (Object.keys(CASES) as Case[]).flatMap(key => {
    const measured = loads[key];
    const beside = loads[CASES[key]];
    say(
      `${name}, ${key}: ${describe(measured)}; constant: ${describe(beside)}`,
    );
    return [
      {
        name: `${name}, ${key}: throughput of the constant route’s`,
        value: rounded((100 * measured.perSecond) / beside.perSecond),
        unit: '%',
        goal: { atLeast: 60 },
      },
      {
        name: `${name}, ${key}: p99 of the constant route’s`,
        value: rounded(measured.p99 / beside.p99),
        unit: '×',
        goal: { atMost: 2 },
      },
    ];
  });
}

/** At one connection: what the database does, the last page, the counts. */
async function alone(
  portal: Portal,
  database: BenchDatabase,
  options: Options,
  say: (line: string) => void,
): Promise<BenchFigure[]> {
  const { url, headers } = portal;
  const figures: BenchFigure[] = [];
  const ask = <T extends Asked>(asked: T) =>
    loadInTurns({ asked, headers, connections: 1, seconds: options.seconds });
  if (database.name === 'PostgreSQL') {
    const urls = urlsOf(portal, options);
    for (const key of ['page of 50 with filter and order', 'search'] as const) {
      await wait(IDLE_MS);
      const before = await databaseMs(database);
      const { asked } = await ask({ asked: urls[key] });
      await wait(IDLE_MS);
      const spent = (await databaseMs(database)) - before;
      figures.push({
        name: `${database.name}, ${key}: time in the database`,
        // What warmed it up is among what was spent.
        value: rounded(spent / asked.requests),
        unit: 'ms',
        goal: { atMost: 5 },
      });
    }
  }
  const { second, last, summary } = await ask({
    ...(await ends(portal)),
    summary: [`${url}/api/esc-trust/summary`],
  });
  say(
    `${database.name}, at one connection: second page ${describe(
      second,
    )}; last page ${describe(last)}`,
  );
  say(`${database.name}, at one connection: summary ${describe(summary)}`);
  return [
    ...figures,
    {
      name: `${database.name}, last page: median of the second page’s`,
      value: rounded(last.p50 / second.p50),
      unit: '×',
      goal: { atMost: 1.2 },
    },
    {
      name: `${database.name}, summary: p99`,
      value: rounded(summary.p99),
      unit: 'ms',
      goal: { atMost: 250 },
    },
  ];
}

/** What is asked, of other teams and environments each time. */
function urlsOf(
  { url }: Portal,
  { mappings, seed }: Options,
): Record<Case, string[]> {
  const base = `${url}/api/esc-trust/mappings`;
  const some = <T>(make: (index: number) => T) =>
    Array.from({ length: 200 }, (_, i) => make((seed + i * 7_919) % mappings));
  const own = ownersOf({ seed, mappings, seconds: 0 });
  return {
    'page of 50 with filter and order': some(
      i =>
        `${base}?ownerRef=${
          own[i % own.length]
        }&status=trusted&orderField=updatedAt,desc&limit=50`,
    ),
    // Of a team whose mappings anybody of these runs may read.
    'by id': some(i => {
      const team = Number(own[i % own.length].split('-').at(-1));
      const index = i - (i % 200) + team;
      return `${base}/00000000-0000-4000-8000-${String(
        index % mappings,
      ).padStart(12, '0')}`;
    }),
    search: some(i => `${base}?q=service-${i % 2_500}/&limit=50`),
  };
}

/** The second page of everything, and the last. */
async function ends({
  url,
  headers,
}: Portal): Promise<{ second: string[]; last: string[] }> {
  const base = `${url}/api/esc-trust/mappings?limit=100`;
  const pages: string[] = [];
  for (let at: string | undefined = base; at; ) {
    pages.push(at);
    const response = await fetch(at, { headers });
    const { pageInfo } = (await response.json()) as {
      pageInfo: { nextCursor?: string };
    };
    at = pageInfo.nextCursor && `${base}&cursor=${pageInfo.nextCursor}`;
  }
  return { second: [pages[1]], last: [pages.at(-1)!] };
}

async function remember(
  { url, headers }: Portal,
  name: string,
  from: string,
): Promise<void> {
  const answer = await fetch(from, { headers });
  if (!answer.ok) {
    throw new Error(`${from}: ${answer.status} ${await answer.text()}`);
  }
  await fetch(`${url}/api/bench/${name}`, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: await answer.text(),
  });
}

function describe({ perSecond, p50, p99 }: Load): string {
  return `${rounded(perSecond)}/s, p50 ${rounded(p50)} ms, p99 ${rounded(
    p99,
  )} ms`;
}

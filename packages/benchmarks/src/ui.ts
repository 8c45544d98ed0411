import { chromium } from '@playwright/test';
import { parseArgs } from 'node:util';
import { Bench, BenchFigure } from './bench';
import { atMost } from './fleet/figures';
import { describeMachine } from './machine';
import { rounded } from './measure';
import { fill, postgres } from './rest/database';
import { startPortal } from './rest/portal';
import { buildApp } from './ui/buildApp';
import { Times, visitFleet } from './ui/fleetVisit';
import { startServedPortal } from './ui/servedPortal';

/** What is promised, in milliseconds; the rest is only told. */
const GOALS: Partial<Record<keyof Times, number>> = {
  'first rows after navigation': 1_000,
  'filter by status': 300,
  'filter by account': 300,
  'page change': 300,
};

/**
 * The fleet page over 100,000 mappings, in a browser: the app as it is
 * deployed, served by the demo portal's backend on PostgreSQL.
 *
 * @remarks
 * Takes `--mappings=NUMBER` and `--repetitions=NUMBER`.
 */
export const ui: Bench = async (args, say) => {
  const { values } = parseArgs({
    args,
    options: {
      mappings: { type: 'string', default: '100000' },
      repetitions: { type: 'string', default: '12' },
    },
  });
  const mappings = Number(values.mappings);
  const repetitions = Number(values.repetitions);
  if (!(mappings > 0 && repetitions > 0)) {
    throw new Error('--mappings and --repetitions take numbers');
  }
  const { ESC_TRUST_BENCH_POSTGRES, CHROMIUM_PATH } = process.env;
  if (!ESC_TRUST_BENCH_POSTGRES || !CHROMIUM_PATH) {
    throw new Error(
      'Run it by npm run bench: it needs PostgreSQL and Chromium',
    );
  }
  say(describeMachine());
  await buildApp();
  say('the app is built as it is deployed');
  const database = postgres(ESC_TRUST_BENCH_POSTGRES);
  // It makes its own tables.
  await (await startPortal(database)).stop();
  await fill(database, mappings);
  say(`${mappings} mappings stored in ${database.name}`);

  const portal = await startServedPortal(database);
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    say(`Chromium ${browser.version()}, ${repetitions} repetitions`);
    // The first warms the backend up, and counts for nothing.
    await visitFleet(browser, portal.url, 1);
    return figuresOf(await visitFleet(browser, portal.url, repetitions), say);
  } finally {
    await browser.close();
    await portal.stop();
  }
};

function figuresOf(times: Times, say: (line: string) => void): BenchFigure[] {
  return (Object.keys(times) as Array<keyof Times>).flatMap(name => {
    const sorted = times[name].slice().sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1];
    const goal = GOALS[name];
    if (goal === undefined) {
      say(
        `${name}: median ${rounded(at(0.5))} ms, p95 ${rounded(at(0.95))} ms`,
      );
      return [];
    }
    return [
      atMost(`${name}: median`, at(0.5), 'ms', goal),
      atMost(`${name}: p95`, at(0.95), 'ms', goal),
    ];
  });
}

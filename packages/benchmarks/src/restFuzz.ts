import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { Bench } from './bench';
import { describeMachine } from './machine';

const DEFAULT_REQUESTS = 20_000;

/** What the backend's test prints for each database. */
interface Printed {
  database: string;
  requests: number;
  reached: number;
  routes: number;
  slowestMs: number;
  problems: number;
}

/**
 * Requests made from the OpenAPI document, allowed ones and broken ones, by the
 * backend's own test: other seeds than the test run's, and more of them, half on
 * SQLite and half on PostgreSQL.
 *
 * @remarks
 * Takes `--seed=NUMBER` (default: the time) and `--requests=NUMBER`.
 */
export const restFuzz: Bench = (args, say) => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      requests: { type: 'string', default: String(DEFAULT_REQUESTS) },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d+$/.test(value)) {
      throw new Error(`--${name} takes a whole number`);
    }
  }
  say(describeMachine());
  say(`${values.requests} requests from seed ${values.seed}`);
  const { stdout, stderr } = spawnSync(
    'yarn',
    [
      'workspace',
      '@internal/backstage-plugin-esc-trust-backend',
      'test',
      'src/rest/fuzz.test.ts',
    ],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: {
        ...process.env,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING:
          process.env.ESC_TRUST_BENCH_POSTGRES,
        ESC_TRUST_REQUESTS: String(Math.ceil(Number(values.requests) / 2)),
        ESC_TRUST_SEED: values.seed,
      },
    },
  );
  const printed = [...stdout.matchAll(/^\{"database":.*\}$/gm)].map(
    ([line]): Printed => JSON.parse(line),
  );
  if (printed.length < 2) {
    throw new Error(`The requests did not run to their end:\n${stderr}`);
  }
  for (const { database, requests, reached, routes } of printed) {
    say(
      `${database}: ${requests} requests to ${routes} routes; ${reached} answered by more than a check of their form`,
    );
  }
  const sum = (of: (one: Printed) => number) =>
    printed.map(of).reduce((a, b) => a + b, 0);
  const problems = sum(one => one.problems);
  if (problems > 0) {
    // The first of them stand there, each with its request.
    say(stderr);
  }
  return [
    {
      name: 'requests',
      value: sum(({ requests }) => requests),
      unit: 'requests',
      goal: { atLeast: DEFAULT_REQUESTS },
    },
    {
      name: 'answers that fail, or are not as the document says',
      value: problems,
      unit: 'answers',
      goal: { atMost: 0 },
    },
    {
      name: 'the slowest answer',
      value: Math.max(...printed.map(({ slowestMs }) => slowestMs)),
      unit: 'ms',
      goal: { atMost: 10_000 },
    },
  ];
};

import { TestDatabases } from '@backstage/backend-test-utils';
import { operations } from '../__testUtils__/restFuzz/requests';
import { FuzzResult, runRestFuzz } from '../__testUtils__/restFuzz/run';

/** On each database; the benchmark asks for more, and for others. */
const REQUESTS = Number(process.env.ESC_TRUST_REQUESTS ?? 1_500);
const SEED = Number(process.env.ESC_TRUST_SEED ?? 1);

/** A portal of its own for so many: they wear it out, and it keeps answers. */
const PER_PORTAL = 750;

jest.setTimeout(120_000 + REQUESTS * 200);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const routes = operations.map(([route]) => route);

function summaryOf(results: FuzzResult[]) {
  const sum = (of: (result: FuzzResult) => number) =>
    results.map(of).reduce((a, b) => a + b, 0);
  const isTaken = (route: string) =>
    results.some(({ statuses }) =>
      Object.keys(statuses[route] ?? {}).some(status => status.startsWith('2')),
    );
  return {
    requests: sum(({ requests }) => requests),
    reached: sum(({ reached }) => reached),
    routes: routes.length,
    untaken: routes.filter(route => !isTaken(route)),
    slowestMs: Math.ceil(Math.max(...results.map(one => one.slowestMs))),
    problems: sum(({ problems }) => problems.length),
  };
}

describe.each(databases.eachSupportedId())(
  'requests made from the OpenAPI document, on %p',
  id => {
    it(`are answered as it says, ${REQUESTS} of them from seed ${SEED}`, async () => {
      const results: FuzzResult[] = [];
      for (let sent = 0; sent < REQUESTS; sent += PER_PORTAL) {
        results.push(
          await runRestFuzz(await databases.init(id), {
            seed: SEED + sent,
            requests: Math.min(PER_PORTAL, REQUESTS - sent),
          }),
        );
      }
      const { untaken, ...summary } = summaryOf(results);
      process.stdout.write(`${JSON.stringify({ database: id, ...summary })}\n`);
      expect(results.flatMap(({ problems }) => problems).slice(0, 10)).toEqual(
        [],
      );
      // Else it would be the validator alone that is tried.
      expect(untaken).toEqual([]);
      expect(summary.reached).toBeGreaterThan(summary.requests / 2);
    });
  },
);

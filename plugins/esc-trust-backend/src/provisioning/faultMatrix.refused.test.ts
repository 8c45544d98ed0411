import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Fault, SimulatorCall } from '@internal/cloud-simulator';
import { DEV } from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { EVERYTHING, putForeignRole } from '../__testUtils__/scenarios';
import { differences } from '../__testUtils__/snapshot';
import { troublesOf } from '../__testUtils__/troubles';
import { openDatabase } from '../database';

jest.setTimeout(120_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const REQUEST = { ...EVERYTHING, accountId: DEV };
/** Where the portal's own roles lie, and elsewhere. */
const PATHS = ['/pulumi-esc/', '/legacy/'];

describe.each(databases.eachSupportedId())('a role of others on %p', id => {
  let worldWithRole: (path: string) => Promise<ProvisioningWorld>;

  beforeAll(async () => {
    const client = await databases.init(id);
    const knex = await openDatabase(mockServices.database({ knex: client }));
    worldWithRole = async path => {
      const world = await ProvisioningWorld.create({ knex });
      putForeignRole(world, 'invoices', path);
      return world;
    };
  });

  /** Asks for the role; tells why it is refused, and what is wrong with that. */
  async function refusal(path: string, fault?: Fault) {
    const world = await worldWithRole(path);
    const before = await world.snapshot();
    if (fault) {
      world.simulator.faults.add(fault);
    }
    const error = await world.start(REQUEST).then(
      () => 'not at all',
      reason => (reason as Error).message,
    );
    await world.replica.runner.settle();
    const calls: SimulatorCall[] = [...world.simulator.calls];
    const operations = await world.knex('esc_trust_operations');
    return {
      error,
      calls,
      wrong: [
        ...world.takeWrites(),
        ...differences(before, await world.snapshot()),
        ...operations.map(row => `operation ${row.state}`),
      ],
    };
  }

  it.each(PATHS)('is refused at %p, and nothing is written', async path => {
    expect(await refusal(path)).toMatchObject({
      error: expect.stringMatching(
        /already has a role named invoices that this portal didn't create/,
      ),
      wrong: [],
    });
  });

  it.each(PATHS)(
    'is not touched at %p with any read in trouble',
    async path => {
      const { calls } = await refusal(path);
      const counts = new Map<string, number>();
      const broken: string[] = [];
      for (const { service, action, write } of calls) {
        const nth = (counts.get(action) ?? 0) + 1;
        counts.set(action, nth);
        const place = { service, action, write, nth };
        for (const [name, kind] of Object.entries(troublesOf(place))) {
          const { error, wrong } = await refusal(path, { ...kind, ...place });
          if (error === 'not at all' || wrong.length > 0) {
            broken.push(`${action} #${nth} ${name}: ${error}, ${wrong}`);
          }
        }
      }
      expect(calls.length).toBeGreaterThan(5);
      expect(broken).toEqual([]);
    },
  );
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { DEV, TEAM } from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { randomFrom } from '../__testUtils__/randomFrom';
import { INVOICES, REFUNDS } from '../__testUtils__/scenarios';
import { openDatabase } from '../database';

const SCHEDULES = Number(process.env.ESC_TRUST_SCHEDULES ?? 1_000);
/** Whoever is refused tries again this often at most. */
const MOST_TRIES = 50;

jest.setTimeout(60_000 + SCHEDULES * 2_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('two replicas that give one role to two environments', () => {
  let knex: Knex;

  beforeAll(async () => {
    const client = await databases.init('SQLITE_3');
    knex = await openDatabase(mockServices.database({ knex: client }));
  });

  /** Holds every call back until the scheduler lets it go, some turns later. */
  function schedule(
    { simulator }: ProvisioningWorld,
    scheduler: fc.Scheduler,
    seed: number,
  ): void {
    const random = randomFrom(seed);
    simulator.faults.onCall(async ({ action }) => {
      const held = scheduler.schedule(Promise.resolve(), action);
      const turns = (left: number) => {
        setImmediate(() => (left > 0 ? turns(left - 1) : scheduler.waitOne()));
      };
      turns(random.below(4));
      await held;
    });
  }

  async function provision(
    world: ProvisioningWorld,
    environment: typeof INVOICES,
  ): Promise<string> {
    const { provisioner, runner, operations } = world.startReplica();
    for (let tries = 1; ; tries++) {
      try {
        const { operation } = await provisioner.start(
          {
            kind: 'provision',
            environment,
            accountId: DEV,
            ownerRef: TEAM,
            role: { name: 'shared' },
            configureEnvironment: false,
          },
          { userRef: 'user:default/guest', ownershipRefs: [TEAM] },
        );
        await runner.settle();
        const end = (await operations.get(operation.id))!;
        // The other one was faster: what was planned is not what is there.
        if (end.state !== 'rolled-back' || tries === MOST_TRIES) {
          return end.state;
        }
      } catch (error) {
        if (tries === MOST_TRIES) {
          throw error;
        }
      }
      await world.clock.wait(1_000);
    }
  }

  it(`lose no statement and make nothing twice, in ${SCHEDULES} schedules`, async () => {
    const outcomeOf = async (scheduler: fc.Scheduler, seed: number) => {
      const world = await ProvisioningWorld.create({ knex });
      for (const environment of [INVOICES, REFUNDS]) {
        world.simulator.pulumi.putEnvironment({
          ...environment,
          yaml: '',
          tags: { 'esc-trust:owner': TEAM },
        });
      }
      schedule(world, scheduler, seed);
      const states = await Promise.all([
        provision(world, INVOICES),
        provision(world, REFUNDS),
      ]);
      const role = world.simulator.aws.account(DEV).role('shared');
      const policy = role?.assumeRolePolicyDocument ?? '';
      return {
        states,
        created: world.takeWrites().filter(name => name === 'CreateRole')
          .length,
        admitted: [INVOICES, REFUNDS]
          .map(({ name }) => name)
          .filter(name => policy.includes(`payments/${name}`)),
      };
    };
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(), async (scheduler, seed) => {
        expect(await outcomeOf(scheduler, seed)).toEqual({
          states: ['succeeded', 'succeeded'],
          created: 1,
          admitted: ['invoices', 'refunds'],
        });
      }),
      // A schedule can't be made shorter: what it schedules follows from it.
      { numRuns: SCHEDULES, endOnFailure: true },
    );
  });
});

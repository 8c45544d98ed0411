import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { serveCloudSimulator } from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { Creations } from '../__testUtils__/Creations';
import { FastClock } from '../__testUtils__/FastClock';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { randomFrom } from '../__testUtils__/randomFrom';
import { PAIRS } from '../__testUtils__/randomTask';
import { ReplicaFleet } from '../__testUtils__/ReplicaFleet';
import { putForeignRole } from '../__testUtils__/scenarios';
import { TaskGiver } from '../__testUtils__/TaskGiver';
import {
  disturbed,
  doneTwice,
  doubled,
  pairsAtTheEnd,
} from '../__testUtils__/workEnded';
import { openDatabase } from '../database';

const KILLS = Number(process.env.ESC_TRUST_KILLS ?? 8);
const SEED = Number(process.env.ESC_TRUST_SEED ?? 1);
const REPLICAS = 2;
/** A lease takes ten real seconds. */
const SPEED = 6;
/** The longest between two kills, really. */
const MOST_CALM_MS = 7_000;

jest.setTimeout(120_000 + KILLS * 20_000);
const databases = TestDatabases.create({ ids: ['POSTGRES_17'] });
const describeOnPostgres = databases.supports('POSTGRES_17')
  ? describe
  : describe.skip;

describeOnPostgres('two processes on one database', () => {
  let knex: Knex;
  let fleet: ReplicaFleet;
  let simulated: Awaited<ReturnType<typeof serveCloudSimulator>>;

  beforeAll(async () => {
    const client = await databases.init('POSTGRES_17');
    knex = await openDatabase(mockServices.database({ knex: client }));
  });

  afterAll(async () => {
    await fleet?.killAll();
    await simulated?.close();
  });

  it(`lose and double nothing while ${KILLS} of them are killed`, async () => {
    const random = randomFrom(SEED);
    const clock = new FastClock(SPEED);
    const world = await ProvisioningWorld.create({ knex });
    putForeignRole(world, 'legacy');
    const before = await world.snapshot();
    const creations = new Creations(
      world.simulator,
      PAIRS.map(({ environment }) => stringifyEnvironmentRef(environment)),
    );
    simulated = await serveCloudSimulator(world.simulator);
    // By name: knex hides the password from copies.
    const { host, port, user, password, database } =
      knex.client.connectionSettings;
    const tasks = new TaskGiver({ world, clock, random });
    fleet = new ReplicaFleet(
      {
        database: { host, port, user, password, database },
        url: simulated.url,
        demo: world.demo,
        instanceId: world.instanceId,
        speed: SPEED,
      },
      answer => tasks.hear(answer),
    );

    await Promise.all(Array.from({ length: REPLICAS }, () => fleet.start()));
    for (let kills = 1; kills <= KILLS; kills++) {
      const until = Date.now() + random.below(MOST_CALM_MS);
      while (Date.now() < until || fleet.size === 0) {
        await tasks.give(fleet);
        await sleep(50);
        await tasks.watch();
      }
      await tasks.kill(fleet);
    }
    while ((await tasks.watch()) > 0 && tasks.lost.length === 0) {
      await sleep(50);
    }
    await tasks.settle();
    await fleet.killAll();

    const operations = await tasks.operations();
    const ends = operations.map(({ state }) => state);
    const endsIn = (state: string) => ends.filter(one => one === state).length;
    process.stdout.write(
      `${JSON.stringify({
        kills: KILLS,
        ...tasks.counts,
        operations: operations.length,
        succeeded: endsIn('succeeded'),
        rolledBack: endsIn('rolled-back'),
        needsAttention: endsIn('needs-attention'),
        created: [...creations.created.values()].reduce((a, b) => a + b, 0),
      })}\n`,
    );
    expect(tasks.lost).toEqual([]);
    expect(doneTwice(tasks.started, operations)).toEqual([]);
    expect(doubled(creations, operations)).toEqual([]);
    const { expected, found } = await pairsAtTheEnd(world, operations);
    expect(found).toEqual(expected);
    expect(disturbed(world, before, await world.snapshot())).toEqual([]);
    expect(tasks.counts.runningAtKills).toBeGreaterThan(0);
  });
});

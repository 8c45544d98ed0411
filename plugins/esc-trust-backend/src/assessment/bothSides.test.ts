import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { isDeepStrictEqual } from 'node:util';
import { randomFrom } from '../__testUtils__/randomFrom';
import { openDatabase } from '../database';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';
import { FleetWorld, PROD } from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';
import { SourceStore } from './sources/SourceStore';
import { AccountState } from './state/AccountState';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const seed = Number(process.env.ESC_TRUST_SEED ?? Date.now() % 1_000_000);
const ROUNDS = Number(process.env.ESC_TRUST_ROUNDS ?? 8);

const PAIRS = ['prod-api', 'reporting', 'prod-console', 'nightly-batch'];

describe.each(databases.eachSupportedId())('both sides on %p', id => {
  let world: FleetWorld;
  let replicas: Assessment[];

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    world = await FleetWorld.create(knex);
    replicas = [1, 2, 3].map(() => world.startReplica());
    await replicas[0].configureSources();
  });

  afterEach(() => jest.restoreAllMocks());

  /** What isn't right when nothing happens any more: two cycles are enough. */
  async function wrongInTheEnd() {
    await world.cycle(replicas[0]);
    await world.cycle(replicas[1]);
    const { items } = await world.mappings.list({ limit: 100 });
    const wrong: unknown[] = [];
    for (const mapping of items) {
      const is = statusOf(mapping);
      const afresh = statusOf(await world.judgeAfresh(mapping));
      if (!isDeepStrictEqual(is, afresh)) {
        wrong.push({ is, afresh });
      }
    }
    const marked = await world
      .knex('esc_trust_environments')
      .whereNot({ unjudged: '' })
      .pluck('path');
    return { wrong, marked };
  }

  it.each([
    ['has judged them', 'judged'],
    ['looks whether somebody has looked', 'looking'],
  ])(
    'is judged once more when accounts were read without its mappings, and stored when its organization %s',
    async (_, until) => {
      const [listed, reached, stored] = [signal(), signal(), signal()];
      hold(DatabaseMappingStore, 'discover', async go => {
        await listed.promise;
        return go();
      });
      hold(SourceStore, 'succeed', async (go, claim) => {
        if (claim.name === PROD) {
          listed.give();
          await reached.promise;
          await go();
          stored.give();
          return;
        }
        await go();
        if (claim.kind === 'organization') {
          reached.give();
        }
      });
      hold(AccountState, 'digests', async (go, roles, providers) => {
        const isLooking = roles.length > 0 && providers.length === 0;
        if (until === 'looking' && isLooking) {
          reached.give();
          await stored.promise;
        }
        return go();
      });

      world.clock.advance(1_200_000);
      await Promise.all(replicas.map(replica => replica.worker.settle()));
      jest.restoreAllMocks();
      expect((await world.mappings.list({})).items).not.toEqual([]);
      expect(await wrongInTheEnd()).toEqual({ wrong: [], marked: [] });
    },
  );

  /** Something happens in one of the clouds. */
  function change(random: ReturnType<typeof randomFrom>) {
    const name = random.one(PAIRS);
    const { pulumi, aws } = world.simulator;
    const path = `payments/${name}`;
    const environment = pulumi.environment(`acme/${path}`);
    const role = aws.account(PROD).role(`payments-${name}`);
    const put = (yaml: string) =>
      pulumi.putEnvironment({
        organization: 'acme',
        project: 'payments',
        name,
        yaml,
      });
    const other = random.one(PAIRS);
    switch (random.below(5)) {
      case 0:
        put(
          (environment?.yaml ?? '').replace(
            /role\/payments-\S+/,
            `role/payments-${other}`,
          ),
        );
        break;
      case 1:
        put(
          (environment?.yaml ?? '').replace(
            /duration: \S+/,
            `duration: ${random.one(['1h', '9h'])}`,
          ),
        );
        break;
      case 2:
        if (role) {
          role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
            new RegExp(PAIRS.join('|')),
            other,
          );
        }
        break;
      case 3:
        if (role) {
          role.maxSessionDuration = random.one([3_600, 36_000]);
        }
        break;
      default:
        put(
          /aws-login/.test(environment?.yaml ?? '') || random.chance(0.3)
            ? `${environment?.yaml}# moved\n`
            : 'values: {}\n',
        );
    }
  }

  it(`is judged by what is there in the end, whatever replicas did at the same time (seed ${seed})`, async () => {
    await world.mapDemo(replicas[0]);
    const random = randomFrom(seed);
    for (let round = 0; round < ROUNDS; round++) {
      world.clock.advance(1_200_000);
      const looking = replicas.map(replica => replica.worker.settle());
      for (let i = 0; i < 6; i++) {
        change(random);
        const mapping = await world.mapping(random.one(PAIRS));
        if (random.chance(0.4)) {
          await replicas[1].readEnvironment(mapping.environment);
        } else if (random.chance(0.4)) {
          await world.mappings.recordAssessment(
            mapping.id,
            await replicas[2].assessor.assess(mapping),
          );
        }
        await new Promise(resolve => setTimeout(resolve, random.below(15)));
      }
      await Promise.all(looking);
      expect({ round, ...(await wrongInTheEnd()) }).toEqual({
        round,
        wrong: [],
        marked: [],
      });
    }
  });
});

function statusOf({ environment, roleArn, trust }: Mapping) {
  return { ...environment, roleArn, trust };
}

type Method<T, K extends keyof T> = T[K] extends (
  ...args: infer A
) => Promise<infer R>
  ? { args: A; result: Promise<R> }
  : never;

/** Has those who call a method wait. */
function hold<T extends object, K extends keyof T>(
  { prototype }: { prototype: T },
  method: K,
  held: (
    go: () => Method<T, K>['result'],
    ...args: Method<T, K>['args']
  ) => Method<T, K>['result'],
) {
  const original = prototype[method] as Function;
  jest
    .spyOn(prototype, method as never)
    .mockImplementation(function heldMethod(
      this: unknown,
      ...args: Method<T, K>['args']
    ) {
      return held(() => original.apply(this, args), ...args);
    } as never);
}

function signal() {
  let give = () => {};
  const promise = new Promise<void>(resolve => {
    give = resolve;
  });
  return { promise, give };
}

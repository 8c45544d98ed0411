import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  awsFaults,
  FaultKind,
  pulumiFaults,
  SimulatorCall,
} from '@internal/cloud-simulator';
import { Knex } from 'knex';
import {
  findBrokenPromise,
  findFailedRetry,
  Reference,
  findLeak,
} from '../__testUtils__/invariants';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { OTHERS, PROVISIONS, Scenario } from '../__testUtils__/scenarios';
import { openDatabase } from '../database';

jest.setTimeout(600_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
/** One case in so many runs on PostgreSQL. */
const SAMPLE = 12;
const TIMEOUT_MS = 150;
/** More often than anybody tries. */
const ALWAYS = 100;

type Trouble = FaultKind & { times?: number };
interface Place {
  service: SimulatorCall['service'];
  action: string;
  write: boolean;
  nth: number;
  /** Before anything could be written. */
  isPlanning: boolean;
}

const AWS_WRITES: Record<string, Trouble> = {
  denied: awsFaults.accessDenied('iam:Any'),
  'over a quota': awsFaults.limitExceeded(),
  'throttled twice': { ...awsFaults.throttled(), times: 2 },
  'throttled for ever': { ...awsFaults.throttled(), times: ALWAYS },
  'failing once': awsFaults.serviceFailure(),
  'failing for ever': { ...awsFaults.serviceFailure(), times: ALWAYS },
  concurrent: awsFaults.concurrentModification(),
  lost: { kind: 'lost' },
  dropped: { kind: 'dropped' },
  late: { kind: 'delay', ms: 2 * TIMEOUT_MS },
};
const PULUMI_WRITES: Record<string, Trouble> = {
  forbidden: pulumiFaults.forbidden(),
  'rate limited twice': { ...pulumiFaults.rateLimited(1), times: 2 },
  'rate limited for ever': { ...pulumiFaults.rateLimited(), times: ALWAYS },
  'failing once': pulumiFaults.serverError(),
  unavailable: { ...pulumiFaults.unavailable(), times: ALWAYS },
  conflicting: pulumiFaults.conflict(),
  lost: { kind: 'lost' },
  dropped: { kind: 'dropped' },
  late: { kind: 'delay', ms: 2 * TIMEOUT_MS },
};
const AWS_READS: Record<string, Trouble> = {
  denied: awsFaults.accessDenied('iam:Any'),
  'failing for a while': { ...awsFaults.serviceFailure(), times: 3 },
};
const PULUMI_READS: Record<string, Trouble> = {
  forbidden: pulumiFaults.forbidden(),
  'failing for a while': { ...pulumiFaults.unavailable(), times: 4 },
};

function troublesOf({ service, write }: Place): Record<string, Trouble> {
  if (service === 'pulumi') {
    return write ? PULUMI_WRITES : PULUMI_READS;
  }
  return write ? AWS_WRITES : AWS_READS;
}

describe.each(databases.eachSupportedId())('the fault matrix on %p', id => {
  const isSample = id !== 'SQLITE_3';
  let passed = 0;
  let knex: Knex;
  let cases = 0;

  beforeAll(async () => {
    const client = await databases.init(id);
    knex = await openDatabase(mockServices.database({ knex: client }));
  });

  afterAll(() => process.stdout.write(`${cases} cases\n`));

  /** Whether a case belongs to this database's share. */
  function isSkipped(): boolean {
    passed += 1;
    return isSample && passed % SAMPLE !== 0;
  }

  async function prepared(scenario: Scenario, callTimeoutMs?: number) {
    const world = await ProvisioningWorld.create({ knex, callTimeoutMs });
    const request = await scenario.prepare(world);
    world.clock.advance(3_600_000);
    world.takeWrites();
    return { world, request };
  }

  /** How it goes when nothing goes wrong, with each call on the way. */
  async function reference(scenario: Scenario) {
    const { world, request } = await prepared(scenario);
    const before = await world.snapshot();
    world.replica.operations.entries = 0;
    const { operation: started } = await world.start(request);
    const planned = world.simulator.calls.length;
    const operation = await world.finish(started.id);
    expect(operation).toMatchObject({ state: 'succeeded' });
    const counts = new Map<string, number>();
    const places = world.simulator.calls.map((call, index): Place => {
      const { service, action, write } = call;
      const nth = (counts.get(action) ?? 0) + 1;
      counts.set(action, nth);
      return { service, action, write, nth, isPlanning: index < planned };
    });
    const entries = world.replica.operations.entries;
    const after = await world.snapshot();
    world.takeWrites();
    if (request.kind !== 'deprovision') {
      await world.run(request);
      expect(world.takeWrites()).toEqual([]);
    }
    return { before, after, places, entries };
  }

  async function judge(
    world: ProvisioningWorld,
    request: Awaited<ReturnType<typeof prepared>>['request'],
    known: Reference,
  ): Promise<string | undefined> {
    cases += 1;
    let started;
    try {
      started = await world.start(request);
    } catch (error) {
      const writes = world.takeWrites();
      return writes.length > 0 ? `refused after ${writes}` : undefined;
    }
    const operation = await world.finish(started.operation.id);
    const broken =
      (await findBrokenPromise(world, operation, known)) ??
      (await findLeak(world));
    if (broken || operation.state === 'needs-attention') {
      return broken;
    }
    if (operation.state === 'rolled-back' && cases % 3 === 0) {
      return findFailedRetry(world, request, known);
    }
    return undefined;
  }

  describe.each([...PROVISIONS, ...OTHERS].map(s => [s.name, s] as const))(
    'of %s',
    (_, scenario) => {
      let known: Awaited<ReturnType<typeof reference>>;
      beforeAll(async () => {
        known = await reference(scenario);
      });

      const sweep = async (write: boolean) => {
        const broken: string[] = [];
        const places = known.places.filter(
          place => place.write === write && !place.isPlanning,
        );
        for (const [index, place] of places.entries()) {
          const troubles = Object.entries(troublesOf(place));
          // To a step, one read that fails is like the other.
          const chosen = write ? troubles : [troubles[index % troubles.length]];
          for (const [trouble, fault] of chosen) {
            if (isSkipped()) {
              continue;
            }
            const { world, request } = await prepared(
              scenario,
              fault.kind === 'delay' ? TIMEOUT_MS : undefined,
            );
            world.simulator.faults.add({ ...fault, ...place });
            const found = await judge(world, request, known);
            if (found) {
              broken.push(`${place.action} #${place.nth} ${trouble}: ${found}`);
            }
          }
        }
        return broken;
      };

      it('with every write in trouble', async () => {
        expect(await sweep(true)).toEqual([]);
      });

      it('with every read in trouble', async () => {
        expect(await sweep(false)).toEqual([]);
      });

      it('with a process that dies at every entry of the journal', async () => {
        const broken: string[] = [];
        for (let entry = 1; entry <= known.entries; entry++) {
          for (const when of ['before', 'after'] as const) {
            if (isSkipped()) {
              continue;
            }
            const { world, request } = await prepared(scenario);
            world.restart({ entry, when });
            const found = await judge(world, request, known);
            if (found) {
              broken.push(`died ${when} entry ${entry}: ${found}`);
            }
          }
        }
        expect(broken).toEqual([]);
      });

      it('with every write of a rollback in trouble', async () => {
        const last = known.places.filter(place => place.write).at(-1)!;
        const inTheWay = {
          ...last,
          ...(last.service === 'pulumi'
            ? pulumiFaults.forbidden()
            : awsFaults.accessDenied('iam:Any')),
        };
        const { world: example, request: asked } = await prepared(scenario);
        example.simulator.faults.add(inTheWay);
        await example.run(asked);
        const forward = known.places.filter(place => place.write).length;
        const back = example.takeWrites().slice(forward);
        const broken: string[] = [];
        for (const [index, action] of back.entries()) {
          const isPulumi = action.includes('/api/');
          const denied = isPulumi
            ? pulumiFaults.forbidden()
            : awsFaults.accessDenied('iam:Any');
          const troubles: Trouble[] = [
            denied,
            { ...denied, times: ALWAYS },
            { kind: 'lost' },
            { kind: 'dropped' },
          ];
          for (const trouble of troubles) {
            if (isSkipped()) {
              continue;
            }
            const { world, request } = await prepared(scenario);
            world.simulator.faults.add(inTheWay);
            world.simulator.faults.add({
              ...trouble,
              write: true,
              nth: forward + index + 1,
            });
            const found = await judge(world, request, known);
            if (found) {
              broken.push(`${action} ${JSON.stringify(trouble)}: ${found}`);
            }
          }
        }
        expect(broken).toEqual([]);
      });

      it('with readers that lag behind, and every write denied', async () => {
        const broken: string[] = [];
        const writes = known.places.filter(place => place.write);
        for (const lag of [1, 3]) {
          for (const place of [undefined, ...writes]) {
            if (isSkipped()) {
              continue;
            }
            const { world, request } = await prepared(scenario);
            world.simulator.consistency.lagReads = lag;
            if (place) {
              world.simulator.faults.add({
                ...(place.service === 'pulumi'
                  ? pulumiFaults.forbidden()
                  : awsFaults.accessDenied('iam:Any')),
                ...place,
              });
            }
            const found = await judge(world, request, known);
            if (found) {
              broken.push(`${place?.action} under lag ${lag}: ${found}`);
            }
          }
        }
        expect(broken).toEqual([]);
      });
    },
  );
});

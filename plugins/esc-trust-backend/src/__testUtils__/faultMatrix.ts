/* eslint-disable jest/no-export -- several test files share these tests */
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../database';
import {
  findBrokenPromise,
  findFailedRetry,
  Reference,
  findLeak,
} from './invariants';
import { PreparedScenario } from './PreparedScenario';
import { ProvisioningWorld } from './provisioningWorld';
import { Scenario } from './scenarios';
import {
  ALWAYS,
  denied,
  Place,
  TIMEOUT_MS,
  Trouble,
  troublesOf,
} from './troubles';

/** One case in so many runs on PostgreSQL. */
const SAMPLE = 12;

/**
 * The tests of some scenarios: every call on their way in every trouble, and a
 * process that dies at every entry of the journal.
 */
export function describeFaultMatrix(scenarios: Scenario[]): void {
  jest.setTimeout(600_000);
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

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

    /** How it goes when nothing goes wrong, with each call on the way. */
    async function reference(scenario: PreparedScenario) {
      const { world, request } = await scenario.begin({ knex });
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
      request: Awaited<ReturnType<PreparedScenario['begin']>>['request'],
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

    describe.each(scenarios.map(s => [s.name, s] as const))(
      'of %s',
      (_, scenario) => {
        let prepared: PreparedScenario;
        let known: Awaited<ReturnType<typeof reference>>;
        beforeAll(async () => {
          prepared = await PreparedScenario.of(scenario, { knex });
          known = await reference(prepared);
        });

        const sweep = async (write: boolean) => {
          const broken: string[] = [];
          const places = known.places.filter(
            place => place.write === write && !place.isPlanning,
          );
          for (const [index, place] of places.entries()) {
            const troubles = Object.entries(troublesOf(place));
            // To a step, one read that fails is like the other.
            const chosen = write
              ? troubles
              : [troubles[index % troubles.length]];
            for (const [trouble, fault] of chosen) {
              if (isSkipped()) {
                continue;
              }
              const { world, request } = await prepared.begin({
                knex,
                callTimeoutMs: fault.kind === 'delay' ? TIMEOUT_MS : undefined,
              });
              world.simulator.faults.add({ ...fault, ...place });
              const found = await judge(world, request, known);
              if (found) {
                broken.push(
                  `${place.action} #${place.nth} ${trouble}: ${found}`,
                );
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
              const { world, request } = await prepared.begin({ knex });
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
          const inTheWay = { ...last, ...denied(last) };
          const { world: example, request: asked } = await prepared.begin({
            knex,
          });
          example.simulator.faults.add(inTheWay);
          await example.run(asked);
          const forward = known.places.filter(place => place.write).length;
          const back = example.takeWrites().slice(forward);
          const broken: string[] = [];
          for (const [index, action] of back.entries()) {
            const service = action.includes('/api/') ? 'pulumi' : 'iam';
            const refusal = denied({ service });
            const troubles: Trouble[] = [
              refusal,
              { ...refusal, times: ALWAYS },
              { kind: 'lost' },
              { kind: 'dropped' },
            ];
            for (const trouble of troubles) {
              if (isSkipped()) {
                continue;
              }
              const { world, request } = await prepared.begin({ knex });
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
              const { world, request } = await prepared.begin({ knex });
              world.simulator.consistency.lagReads = lag;
              if (place) {
                world.simulator.faults.add({ ...denied(place), ...place });
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
}

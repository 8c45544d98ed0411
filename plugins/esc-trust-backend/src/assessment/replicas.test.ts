import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults } from '@internal/cloud-simulator';
import { openDatabase } from '../database';
import { InstantClock } from '../__testUtils__/InstantClock';
import {
  FleetWorld,
  FREQUENCY_MS,
  PROD,
  SANDBOX,
} from './__testUtils__/fleetWorld';
import { CallLimiter, TooManyCallsError } from './CallLimiter';
import { Assessment } from './createAssessment';
import { CLAIM_MS, ClaimLostError, SourceStore } from './sources/SourceStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('replicas on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    return knex;
  }

  async function openSources() {
    const knex = await open();
    await knex('esc_trust_sources').delete();
    const clock = new InstantClock();
    const store = () =>
      new SourceStore({
        knex,
        clock,
        frequencyMs: FREQUENCY_MS,
        random: () => 0.5,
      });
    return { knex, clock, stores: [store(), store(), store()] };
  }

  const GOOD = { kind: 'account', failing: false } as const;
  const nothing = async () => {};

  it('never claim a source twice, however many ask at once', async () => {
    const { clock, stores } = await openSources();
    const names = Array.from({ length: 200 }, (_, i) => `${1e11 + i}`);
    await Promise.all(
      stores.map(store => store.configure('account', names, nothing)),
    );
    expect(await stores[0].list('account')).toHaveLength(200);
    expect(await stores[0].claimDue({ ...GOOD, limit: 200 })).toEqual([]);

    clock.advance(10_000);
    const claims = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        stores[i % 3].claimDue({ ...GOOD, limit: 5 }),
      ),
    );
    let rest = await stores[0].claimDue({ ...GOOD, limit: 200 });
    const claimed = [...claims.flat(), ...rest].map(({ name }) => name);
    expect(claimed).toHaveLength(200);
    expect(new Set(claimed).size).toBe(200);

    // Whose replica dies is due again when its claim ends.
    for (const claim of claims.flat().slice(1)) {
      await stores[0].succeed(claim, {}, nothing);
    }
    for (const claim of rest) {
      await stores[0].succeed(claim, {}, nothing);
    }
    clock.advance(CLAIM_MS - 1);
    rest = await stores[1].claimDue({ ...GOOD, limit: 200 });
    expect(rest).toEqual([]);
    clock.advance(1);
    rest = await stores[1].claimDue({ ...GOOD, limit: 200 });
    expect(rest.map(({ name }) => name)).toEqual([claims.flat()[0].name]);
  });

  it('refuse the result of a claim that is lost', async () => {
    const { knex, clock, stores } = await openSources();
    await stores[0].configure('account', [PROD], nothing);
    clock.advance(10_000);
    const [first] = await stores[0].claimDue({ ...GOOD, limit: 1 });
    clock.advance(CLAIM_MS - 1_000);
    expect(await stores[0].renew(first)).toBe(true);
    clock.advance(CLAIM_MS);
    const [second] = await stores[1].claimDue({ ...GOOD, limit: 1 });

    expect(await stores[0].renew(first)).toBe(false);
    const before = await knex('esc_trust_sources');
    const write = jest.fn(nothing);
    for (const finish of [
      () => stores[0].succeed(first, { calls: 1 }, write),
      () => stores[0].fail(first, 'x', write),
      () => stores[0].whileClaimed(first, write),
    ]) {
      await expect(finish()).rejects.toThrow(ClaimLostError);
    }
    await stores[0].release(first, 0);
    expect(write).not.toHaveBeenCalled();
    expect(await knex('esc_trust_sources')).toEqual(before);

    // A result that can't be written wholly isn't written at all.
    await expect(
      stores[1].succeed(second, { calls: 1 }, async () => {
        throw new Error('the disk is full');
      }),
    ).rejects.toThrow('the disk is full');
    expect(await knex('esc_trust_sources')).toEqual(before);
    await stores[1].succeed(second, { calls: 2 }, nothing);
    expect(await stores[2].list('account')).toMatchObject([
      { name: PROD, figures: { calls: 2 } },
    ]);
  });

  it('lose nothing when one dies after it has judged', async () => {
    const world = await FleetWorld.create(await open());
    const dying = world.startReplica();
    await dying.configureSources();
    await world.mapDemo(dying);
    await world.cycle(dying);
    const role = world.simulator.aws.account(PROD).role('payments-prod-api')!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /prod-api/g,
      'other',
    );
    // Its claim runs out while it judges.
    const record = world.mappings.recordAssessments.bind(world.mappings);
    const recorded: string[] = [];
    jest
      .spyOn(world.mappings, 'recordAssessments')
      .mockImplementationOnce(async records => {
        recorded.push(...records.map(one => one.id));
        world.clock.advance(CLAIM_MS);
        await world.startReplica().worker.settle();
      })
      .mockImplementation(async records => {
        recorded.push(...records.map(one => one.id));
        await record(records);
      });
    await world.cycle(dying);
    const { id: mappingId } = await world.mapping('prod-api');
    expect(recorded).toEqual([mappingId, mappingId]);
    expect((await world.statuses())['prod-api']).toBe('untrusted');
    const before = await world.stored();
    await world.cycle(world.startReplica());
    expect(await world.stored()).toEqual(before);
  });

  it('judge again what one has judged that then died, also when it is as before', async () => {
    const world = await FleetWorld.create(await open());
    const dying = world.startReplica();
    await dying.configureSources();
    await world.mapDemo(dying);
    await world.cycle(dying);
    const role = world.simulator.aws.account(PROD).role('payments-prod-api')!;
    const before = role.assumeRolePolicyDocument;
    role.assumeRolePolicyDocument = before.replace(/prod-api/g, 'other');
    jest.spyOn(dying.sources, 'succeed').mockRejectedValue(new Error('dead'));
    jest.spyOn(dying.sources, 'release').mockResolvedValue();
    await world.cycle(dying);
    expect((await world.statuses())['prod-api']).toBe('untrusted');
    role.assumeRolePolicyDocument = before;
    await world.cycle(world.startReplica(), CLAIM_MS);
    expect((await world.statuses())['prod-api']).toBe('trusted');
  });

  it('read each account once when they look at the same time', async () => {
    const world = await FleetWorld.create(await open());
    const replicas = [1, 2, 3].map(() => world.startReplica());
    await Promise.all(replicas.map(replica => replica.configureSources()));
    world.clock.advance(10_000);
    await Promise.all(replicas.map(replica => replica.worker.settle()));
    expect(world.iamCalls(PROD)).toEqual({
      ListRoles: 1,
      GetOpenIDConnectProvider: 1,
    });
  });

  it('give back what they read when they stop', async () => {
    const world = await FleetWorld.create(await open());
    const first = world.startReplica();
    await first.configureSources();
    world.clock.advance(10_000);
    world.simulator.faults.add({
      kind: 'delay',
      ms: 60_000,
      service: 'iam',
      times: 3,
    });
    await first.worker.poll();
    await first.worker.stop();
    world.simulator.faults.clear();
    const second = world.startReplica();
    await second.worker.settle();
    expect(
      (await second.sources.list('account')).every(
        ({ lastGoodAt, failure }) => lastGoodAt && !failure,
      ),
    ).toBe(true);
  });

  describe('keep to the pace of calls when somebody assesses on demand', () => {
    let world: FleetWorld;
    let replica: Assessment;
    const limits = () =>
      world.knex('esc_trust_call_limits').where({ name: 'main' });
    const now = () => world.clock.now().getTime();

    beforeEach(async () => {
      world = await FleetWorld.create(await open());
      replica = world.startReplica();
      await replica.configureSources();
      await world.mapDemo(replica);
      await world.cycle(replica);
      await world.cycle(replica);
      world.clock.advance(60_000);
    });
    const assess = async () => {
      const mapping = await world.mapping('prod-api');
      const update = await replica.assessor.assess(mapping);
      await world.mappings.recordAssessment(mapping.id, update);
      return update;
    };

    it('its calls count', async () => {
      replica = world.startReplica({ assessment: { callsPerSecond: 0.5 } });
      const before = now();
      await assess();
      const { next_at } = await limits().first();
      // Two calls.
      expect(Number(next_at) - before).toBeGreaterThanOrEqual(4_000);
      expect(now() - before).toBeGreaterThanOrEqual(2_000);
    });

    it('what it would wait for too long is left to the next scan', async () => {
      await limits().update({ next_at: now() + 30_000 });
      world.simulator.calls.length = 0;
      const { stale } = await assess();
      expect(stale?.reason).toBe(
        `Too many calls of AWS are waiting: the account ${PROD} is read again soon`,
      );
      expect(world.iamCalls(PROD)).toEqual({});
      expect((await world.statuses())['prod-api']).toBe('trusted, stale');
      await world.cycle(replica);
      expect((await world.statuses())['prod-api']).toBe('trusted');
    });

    it('a call that AWS throttles slows everybody down', async () => {
      world.simulator.faults.add({
        ...awsFaults.throttled(),
        action: 'GetRole',
        accountId: PROD,
        times: 3,
      });
      expect((await assess()).stale?.reason).toContain('iam:GetRole');
      const { cut_rate } = await limits().first();
      expect(cut_rate).toBe(700);
    });
  });

  it('keep to one pace of calls together', async () => {
    const knex = await open();
    await knex('esc_trust_call_limits').delete();
    const clock = new InstantClock();
    const start = clock.now().getTime();
    const starts: number[] = [];
    // Everybody is told when to start; nobody waits for real.
    const limiterOf = () =>
      new CallLimiter({
        knex,
        callsPerSecond: 20,
        callerOf: accountId => (accountId === SANDBOX ? 'other' : 'main'),
        clock: {
          now: () => clock.now(),
          wait: async ms => {
            starts.push(ms);
          },
          every: () => () => {},
        },
      });
    const limiters = [limiterOf(), limiterOf()];
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => limiters[i % 2].take(PROD)),
    );
    // The very first one starts at once.
    expect([0, ...starts].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i * 50),
    );

    // Whose credentials are others' waits for nobody.
    starts.length = 0;
    await limiters[0].take(SANDBOX);
    expect(starts).toEqual([]);

    // Throttled by AWS, both slow down, once for all that it throttles.
    clock.advance(10_000);
    await limiters[0].slowDown(PROD);
    await limiters[1].slowDown(PROD);
    starts.length = 0;
    await limiters[1].take(PROD);
    await limiters[0].take(PROD);
    await limiters[1].take(PROD);
    expect(starts).toEqual([72, 144]);
    clock.advance(300_000);
    starts.length = 0;
    await Promise.all([limiters[0].take(PROD), limiters[0].take(PROD)]);
    expect(starts).toEqual([50]);

    // Nobody waits for ever.
    const refused = await Promise.allSettled(
      Array.from({ length: 1_300 }, () => limiters[0].take(PROD)),
    );
    const last = refused.at(-1)!;
    expect(last).toMatchObject({ reason: expect.any(TooManyCallsError) });
    expect(Math.max(...starts)).toBeLessThan(61_000);
    expect(start).toBeLessThan(clock.now().getTime());
  });
});

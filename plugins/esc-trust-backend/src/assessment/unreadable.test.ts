import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults, FaultKind } from '@internal/cloud-simulator';
import { openDatabase } from '../database';
import {
  DEV,
  FleetWorld,
  FREQUENCY_MS,
  PROD,
} from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

/** In the account that can't be read. */
const AFFECTED = [
  'prod-api',
  'reporting',
  'prod-console',
  'nightly-batch',
] as const;

describe.each(databases.eachSupportedId())('unreadable accounts on %p', id => {
  let world: FleetWorld;
  let replica: Assessment;

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    world = await FleetWorld.create(knex);
    replica = world.startReplica();
    await replica.configureSources();
    await world.mapDemo(replica);
    await world.cycle(replica);
  });

  const source = async (name: string) =>
    (await replica.sources.list('account')).find(one => one.name === name)!;
  const breakProd = (fault: FaultKind, action = 'ListRoles') =>
    world.simulator.faults.add({
      ...fault,
      action,
      accountId: PROD,
      times: 10_000,
    });

  /** The statuses of the demo, with those of the account changed. */
  const demoWith = (change: (status: string) => string) =>
    Object.fromEntries(
      world.demo.mappings.map(({ environment: { name }, status }) => [
        name,
        AFFECTED.some(affected => affected === name) ? change(status) : status,
      ]),
    );

  it('reads on when a connection breaks, which says nothing about an account', async () => {
    // Judged once more: accounts and organizations were read at the same time.
    await world.cycle(replica);
    const before = await world.stored();
    for (const action of ['ListRoles', 'GetOpenIDConnectProvider']) {
      world.simulator.faults.add({
        kind: 'dropped',
        action,
        accountId: PROD,
        times: 1,
      });
    }
    await world.cycle(replica);
    expect((await source(PROD)).failure).toBeUndefined();
    expect(world.iamCalls(PROD)).toEqual({
      ListRoles: 2,
      GetOpenIDConnectProvider: 2,
    });
    expect(await world.stored()).toEqual(before);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'denies to list roles',
      () => breakProd(awsFaults.accessDenied('iam:ListRoles')),
      /AWS denies iam:ListRoles in account 222222222222/,
    ],
    [
      'denies to read the identity provider',
      () =>
        breakProd(
          awsFaults.accessDenied('iam:GetOpenIDConnectProvider'),
          'GetOpenIDConnectProvider',
        ),
      /AWS denies iam:GetOpenIDConnectProvider/,
    ],
    [
      'hangs',
      () => {
        world.hurried.add(PROD);
        breakProd({ kind: 'delay', ms: 60_000 });
      },
      /AWS doesn't answer iam:ListRoles in account 222222222222: TimeoutError/,
    ],
    [
      'breaks connections',
      () => breakProd({ kind: 'dropped' }),
      /AWS doesn't answer iam:ListRoles/,
    ],
    [
      'throttles',
      () => breakProd(awsFaults.throttled()),
      /AWS throttles iam:ListRoles in account 222222222222/,
    ],
    [
      'fails',
      () => breakProd(awsFaults.serviceFailure()),
      /AWS doesn't answer iam:ListRoles/,
    ],
    [
      'answers garbage',
      () => world.garbled.add(PROD),
      /answer to iam:ListRoles in account 222222222222 can't be understood/,
    ],
  ])(
    'an account that %s keeps its statuses for a while, and has them back at once',
    async (_, fail, reason) => {
      const { lastGoodAt } = await source(PROD);
      fail();
      await world.cycle(replica);
      expect(await world.statuses()).toEqual(
        demoWith(status => `${status}, stale`),
      );
      const failed = await source(PROD);
      expect(failed).toMatchObject({
        lastGoodAt,
        failure: { cycles: 1, reason: expect.stringMatching(reason) },
      });
      expect((await world.mapping('prod-api')).stale).toEqual({
        since: failed.failure!.since,
        reason: failed.failure!.reason,
      });
      expect((await source(DEV)).failure).toBeUndefined();

      // Nothing is written again until its status changes.
      const before = await world.stored();
      await world.cycle(replica, 3 * FREQUENCY_MS);
      expect((await source(PROD)).failure).toEqual({
        ...failed.failure,
        cycles: 2,
      });
      expect(await world.stored()).toEqual(before);

      await world.cycle(replica, 7 * FREQUENCY_MS);
      expect(await world.statuses()).toEqual(demoWith(() => 'unknown, stale'));
      expect(
        (await world.mappings.list({ status: ['unknown'] })).items,
      ).toHaveLength(AFFECTED.length + 2);

      world.simulator.faults.clear();
      world.garbled.clear();
      world.hurried.clear();
      await world.cycle(replica, 7 * FREQUENCY_MS);
      expect((await source(PROD)).failure).toBeUndefined();
      expect(await world.statuses()).toEqual(demoWith(status => status));
      // Its history tells both.
      const history = await world
        .knex('esc_trust_history')
        .where({ mapping_id: (await world.mapping('prod-api')).id })
        .orderBy('id')
        .select('status_before', 'status');
      expect(history.slice(-2)).toEqual([
        { status_before: 'trusted', status: 'unknown' },
        { status_before: 'unknown', status: 'trusted' },
      ]);
    },
  );

  it('a role that has changed meanwhile is judged when its account is back', async () => {
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    await world.cycle(replica);
    const role = world.simulator.aws.account(PROD).role('payments-prod-api')!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /prod-api/g,
      'other',
    );
    await world.cycle(replica, 3 * FREQUENCY_MS);
    expect((await world.statuses())['prod-api']).toBe('trusted, stale');
    world.simulator.faults.clear();
    await world.cycle(replica, 7 * FREQUENCY_MS);
    expect((await world.statuses())['prod-api']).toBe('untrusted');
  });

  it('an assessment on demand of what is unknown meanwhile changes nothing', async () => {
    const eager = world.startReplica({ assessment: { staleAfter: 1 } });
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    breakProd(awsFaults.accessDenied('iam:GetRole'), 'GetRole');
    await world.cycle(eager);
    const mapping = await world.mapping('prod-api');
    expect(mapping.trust.status).toBe('unknown');
    await world.mappings.recordAssessment(
      mapping.id,
      await eager.assessor.assess(mapping),
    );
    world.simulator.faults.clear();
    await world.cycle(eager);
    expect(await world.statuses()).toEqual(demoWith(status => status));
  });

  it('an assessment on demand counts until the account fails once more', async () => {
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    for (let failures = 0; failures < 4; failures++) {
      await world.cycle(replica, 12 * FREQUENCY_MS);
    }
    const { trust } = await world.mapping('prod-api');
    expect(trust.status).toBe('unknown');
    const assess = async () => {
      const mapping = await world.mapping('prod-api');
      await world.mappings.recordAssessment(
        mapping.id,
        await replica.assessor.assess(mapping),
      );
    };
    await assess();
    expect((await world.statuses())['prod-api']).toBe('trusted');
    const role = world.simulator.aws.account(PROD).role('payments-prod-api')!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /prod-api/g,
      'other',
    );
    await world.cycle(replica, 12 * FREQUENCY_MS);
    expect(await world.statuses()).toEqual(demoWith(() => 'unknown, stale'));
    // It was known for longer than the others.
    expect(
      (await world.mapping('prod-api')).stale!.since >=
        (await source(PROD)).lastTriedAt!,
    ).toBe(true);

    const before = await world.stored();
    await world.cycle(replica, 12 * FREQUENCY_MS);
    expect(await world.stored()).toEqual(before);
    world.simulator.faults.clear();
    await world.cycle(replica, 12 * FREQUENCY_MS);
    expect(await world.statuses()).toEqual({
      ...demoWith(status => status),
      'prod-api': 'untrusted',
    });
  });

  it('an assessment on demand of what is stale is stale again at the next failure', async () => {
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    await world.cycle(replica);
    const mapping = await world.mapping('prod-api');
    await world.mappings.recordAssessment(
      mapping.id,
      await replica.assessor.assess(mapping),
    );
    expect((await world.statuses())['prod-api']).toBe('trusted');
    await world.cycle(replica, 3 * FREQUENCY_MS);
    expect(await world.statuses()).toEqual(
      demoWith(status => `${status}, stale`),
    );
  });

  it('less patience than before counts from the next failure on', async () => {
    const patient = world.startReplica({ assessment: { staleAfter: 10 } });
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    for (let failures = 0; failures < 4; failures++) {
      await world.cycle(patient, 12 * FREQUENCY_MS);
    }
    expect((await world.statuses())['prod-api']).toBe('trusted, stale');
    await world.cycle(replica, 12 * FREQUENCY_MS);
    expect(await world.statuses()).toEqual(demoWith(() => 'unknown, stale'));
  });

  it('what the organization lacks at the same time stays lacking', async () => {
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    await world.cycle(replica);
    const pulumiIsAway = { kind: 'dropped', service: 'pulumi' } as const;
    world.simulator.faults.add({ ...pulumiIsAway, times: 10_000 });
    await world.cycle(replica);
    const [acme] = await replica.sources.list('organization');
    world.simulator.faults.clear();
    world.simulator.faults.add({ ...pulumiIsAway, times: 10_000 });
    await world.cycle(replica, 3 * FREQUENCY_MS);
    expect((await source(PROD)).failure).toBeUndefined();
    expect((await world.mapping('prod-api')).stale).toMatchObject({
      since: acme.failure!.since,
      reason: expect.stringContaining("Pulumi Cloud can't be reached"),
    });
    world.simulator.faults.clear();
    await world.cycle(replica, 12 * FREQUENCY_MS);
    expect(await world.statuses()).toEqual(demoWith(status => status));
  });

  it('is read more and more seldom, and read at once when it is back', async () => {
    breakProd(awsFaults.accessDenied('iam:ListRoles'));
    const tries: number[] = [];
    for (let minute = 0; minute < 240; minute += 5) {
      await world.cycle(replica, 5 * 60_000);
      if (world.iamCalls(PROD).ListRoles) {
        tries.push(minute);
      }
    }
    const gaps = tries.slice(1).map((at, index) => at - tries[index]);
    expect(gaps).toEqual([10, 20, 40, 60, 60]);
  });

  it('delays no other', async () => {
    breakProd({ kind: 'delay', ms: 60_000 });
    const asked: string[] = [];
    world.simulator.faults.afterCall(({ accountId }) => {
      asked.push(accountId!);
    });
    world.clock.advance(2 * FREQUENCY_MS);
    const since = world.clock.now().toISOString();
    await replica.worker.poll();
    const others = () =>
      world
        .knex('esc_trust_sources')
        .whereNot({ name: PROD })
        .where('last_good_at', '<', since);
    while ((await others()).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    // The call that hangs isn't given up yet.
    expect(asked).toContain(PROD);
    expect((await source(PROD)).failure).toBeUndefined();
    await replica.worker.stop();
  });
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { awsFaults } from '@internal/cloud-simulator';
import { IAM_PROPAGATION_MS } from '../../aws/retryPolicy';
import { openDatabase } from '../../database';
import { DEV, FleetWorld, PROD } from '../__testUtils__/fleetWorld';
import { Assessment } from '../createAssessment';
import { iamEvent } from './__testUtils__/iamEvent';
import { subscribeToEvents } from './subscribeToEvents';
import { Touched } from './Touched';
import { TOUCH_CLAIM_MS, TouchedStore } from './TouchedStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ISSUER = 'https://api.pulumi.com/oidc';
const PROVIDER = `arn:aws:iam::${PROD}:oidc-provider/api.pulumi.com/oidc`;
const ROLE: Touched = {
  kind: 'role',
  accountId: PROD,
  roleName: 'payments-prod-api',
};

describe.each(databases.eachSupportedId())('events on %p', id => {
  let world: FleetWorld;
  let replica: Assessment;
  let publish: (topic: string, payload: unknown) => Promise<void>;

  /** What a replica does with events, all of it. */
  async function listen(to: Assessment) {
    const events = mockServices.events();
    await subscribeToEvents({
      config: {
        accounts: [DEV, PROD].map(accountId => ({
          accountId,
          partition: 'aws',
        })),
        organizations: [
          {
            name: 'acme',
            issuer: ISSUER,
            apiUrl: 'https://api.pulumi.com',
            tokens: {},
            configKey: 'escTrust.organizations[0]',
          },
        ],
        events: { iamTopic: 'iam' },
      },
      events,
      worker: to.eventWorker,
      logger: world.log.logger,
    });
    return async (topic: string, eventPayload: unknown) => {
      await events.publish({ topic, eventPayload });
      await to.eventWorker.settle();
    };
  }

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    await knex('esc_trust_touched').delete();
    world = await FleetWorld.create(knex);
    replica = world.startReplica();
    await replica.configureSources();
    await world.mapDemo(replica);
    // What the first one has discovered is judged by the second.
    await world.cycle(replica);
    await world.cycle(replica);
    world.simulator.calls.length = 0;
    publish = await listen(replica);
  });

  const happens = (name: string, request: JsonObject, detail?: JsonObject) =>
    publish('iam', iamEvent(PROD, name, request, detail));
  const role = () =>
    world.simulator.aws.account(PROD).role('payments-prod-api')!;
  const status = async (name: string) => (await world.statuses())[name];
  const touched = () => world.knex('esc_trust_touched').select();
  const breakRole = () => {
    role().assumeRolePolicyDocument = role().assumeRolePolicyDocument.replace(
      /prod-api/g,
      'other',
    );
  };

  it('read the role that they name, with one call, and judge its mappings', async () => {
    const before = await world.stored();
    breakRole();
    await happens('UpdateAssumeRolePolicy', { roleName: 'payments-prod-api' });
    expect(await status('prod-api')).toBe('untrusted');
    expect(world.simulator.calls.map(({ action }) => action)).toEqual([
      'GetRole',
    ]);
    // Nobody else was looked at.
    const after = await world.stored();
    const others = (rows: unknown[]) =>
      rows.filter(row => !JSON.stringify(row).includes('prod-api'));
    expect(others(after.esc_trust_mappings)).toEqual(
      others(before.esc_trust_mappings),
    );
    expect(after.esc_trust_history).toHaveLength(
      before.esc_trust_history.length + 1,
    );

    world.simulator.aws.account(PROD).deleteRole('payments-prod-api');
    await happens('DeleteRole', { roleName: 'payments-prod-api' });
    const { trust } = await world.mapping('prod-api');
    expect(trust.gates.find(({ gate }) => gate === 'role')?.outcome).toBe(
      'fail',
    );
  });

  it('read it once more when IAM shows the change for certain', async () => {
    await happens('UpdateRole', { roleName: 'payments-prod-api' });
    expect(await status('prod-api')).toBe('trusted');
    // Only now it shows.
    breakRole();
    world.clock.advance(IAM_PROPAGATION_MS - 1);
    await replica.eventWorker.settle();
    expect(await status('prod-api')).toBe('trusted');
    world.clock.advance(1);
    await replica.eventWorker.settle();
    expect(await status('prod-api')).toBe('untrusted');
    expect(world.iamCalls(PROD)).toEqual({ GetRole: 2 });
    expect(await touched()).toEqual([]);
  });

  it('agree with what a scan would find, and leave it nothing to do', async () => {
    breakRole();
    await happens('UpdateAssumeRolePolicy', { roleName: 'payments-prod-api' });
    world.clock.advance(IAM_PROPAGATION_MS);
    await replica.eventWorker.settle();
    const { esc_trust_mappings: mappings, esc_trust_history: history } =
      await world.stored();
    await world.cycle(replica);
    expect(await world.stored()).toMatchObject({
      esc_trust_mappings: mappings,
      esc_trust_history: history,
    });
  });

  it('cost nothing when they name what no mapping has', async () => {
    await happens('UpdateAssumeRolePolicy', { roleName: 'esc-trust-portal' });
    await happens(
      'UpdateAssumeRolePolicy',
      { roleName: 'payments-prod-api' },
      { errorCode: 'AccessDenied' },
    );
    expect(world.simulator.calls).toEqual([]);
    expect(await touched()).toEqual([]);
  });

  it('read the identity provider that they name, and judge its account', async () => {
    const { clientIds } = world.simulator.aws
      .account(PROD)
      .identityProvider('api.pulumi.com/oidc')!;
    clientIds.delete('aws:acme');
    await happens('RemoveClientIDFromOpenIDConnectProvider', {
      openIDConnectProviderArn: PROVIDER,
    });
    expect(await status('prod-api')).toBe('untrusted');
    expect(await status('prod-console')).toBe('untrusted');
    expect(await status('dev-api')).toBe('over-permissive');
    expect(world.simulator.calls.map(({ action }) => action)).toEqual([
      'GetOpenIDConnectProvider',
    ]);
    clientIds.add('aws:acme');
    await happens('AddClientIDToOpenIDConnectProvider', {
      openIDConnectProviderArn: PROVIDER,
    });
    expect(await status('prod-api')).toBe('trusted');
  });

  it('read the environment that a webhook names', async () => {
    const environment = world.simulator.pulumi.environment(
      'acme/payments/prod-api',
    )!;
    environment.yaml = 'values: {}\n';
    await publish('esc-trust-pulumi.acme', {
      projectName: 'payments',
      environmentName: 'prod-api',
    });
    expect(await status('prod-api')).toBe('untrusted');
    expect(await status('reporting')).toBe('over-permissive');
  });

  it.each([
    ['the role', 'GetRole', 'DeleteRole', { roleName: 'payments-prod-api' }],
    [
      'the identity provider',
      'GetOpenIDConnectProvider',
      'DeleteOpenIDConnectProvider',
      { openIDConnectProviderArn: PROVIDER },
    ],
  ])(
    'change no status when %s can’t be read',
    async (_, action, eventName, request) => {
      const demo = await world.statuses();
      const account = world.simulator.aws.account(PROD);
      account.deleteRole('payments-prod-api');
      account.identityProviders.clear();
      for (const fault of [
        awsFaults.accessDenied(action),
        awsFaults.throttled(),
      ]) {
        world.simulator.faults.add({ ...fault, action, times: 3 });
        await happens(eventName, request);
        world.simulator.faults.clear();
        expect(await world.statuses()).toEqual(demo);
      }
      expect(JSON.stringify(world.log.lines)).toContain("can't be read");
      // The look that was planned anyway finds it.
      world.clock.advance(IAM_PROPAGATION_MS);
      await replica.eventWorker.settle();
      expect(await status('prod-api')).toBe('untrusted');
    },
  );

  it('leave an account alone that can’t be scanned', async () => {
    world.garbled.add(PROD);
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('trusted, stale');
    world.simulator.calls.length = 0;
    breakRole();
    await happens('UpdateAssumeRolePolicy', { roleName: 'payments-prod-api' });
    expect(await status('prod-api')).toBe('trusted, stale');
    expect(world.simulator.calls).toEqual([]);
  });

  it('survive the replica that got them', async () => {
    const store = new TouchedStore(world);
    breakRole();
    // It dies right after it has claimed what it noted.
    await store.note(ROLE);
    expect(await store.claimDue(8)).toHaveLength(1);
    const other = world.startReplica();
    await other.eventWorker.settle();
    expect(await status('prod-api')).toBe('trusted');
    world.clock.advance(TOUCH_CLAIM_MS);
    await other.eventWorker.settle();
    expect(await status('prod-api')).toBe('untrusted');
  });

  it('are taken by one replica each, however many look', async () => {
    const store = new TouchedStore(world);
    const names = Array.from({ length: 60 }, (_, i) => `role-${i}`);
    for (const roleName of [...names, ...names]) {
      await store.note({ kind: 'role', accountId: PROD, roleName });
    }
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => new TouchedStore(world).claimDue(5)),
    );
    const rest = await store.claimDue(100);
    const claimed = [...claims.flat(), ...rest].map(claim => claim.touched);
    expect(claimed).toHaveLength(60);
    expect(new Set(claimed.map(one => JSON.stringify(one))).size).toBe(60);
  });

  it('that come while their role is read make it be read again', async () => {
    const store = new TouchedStore(world);
    await store.note(ROLE);
    const [claim] = await store.claimDue(1);
    await store.note(ROLE);
    expect(await store.claimDue(1)).toEqual([]);
    await store.done(claim);
    const [again] = await store.claimDue(1);
    expect(again).toMatchObject({ touched: ROLE, notes: 2 });

    // What the first one would still do comes too late.
    await store.done(claim);
    await store.release(claim, 0);
    expect(await store.renew(claim)).toBe(false);
    expect(await store.claimDue(1)).toEqual([]);
    await store.done(again);
    expect(await touched()).toMatchObject([{ looks: 1, claim_id: null }]);
  });

  it('are given back when the portal shuts down', async () => {
    const store = new TouchedStore(world);
    await store.note(ROLE);
    // No call has to wait for its turn.
    world.clock.advance(1_000);
    const stopping = world.startReplica();
    const reading = stopping.eventWorker.poll();
    await stopping.eventWorker.stop();
    await reading;
    expect(world.simulator.calls).toEqual([]);
    breakRole();
    await replica.eventWorker.settle();
    expect(await status('prod-api')).toBe('untrusted');
  });

  it('that nobody understands are told once, without what is in them', async () => {
    await publish('iam', { hello: 'secret-thing' });
    await publish('iam', 'secret-thing');
    await publish('esc-trust-pulumi.acme', { hello: 'secret-thing' });
    await publish('esc-trust-pulumi.acme', null);
    expect(world.simulator.calls).toEqual([]);
    const warnings = world.log.lines.filter(line =>
      JSON.stringify(line).includes('are left out'),
    );
    expect(warnings).toHaveLength(2);
    expect(JSON.stringify(world.log.lines)).not.toContain('secret-thing');
  });
});

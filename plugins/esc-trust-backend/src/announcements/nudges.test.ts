import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import {
  GUEST,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('signals on %p', id => {
  let portal: TestPortal;
  let signals: SignalPayload[];
  let trouble: Error | undefined;
  let scheduler: ReturnType<typeof mockServices.scheduler>;

  beforeEach(async () => {
    signals = [];
    trouble = undefined;
    scheduler = mockServices.scheduler();
    portal = await startTestPortal({
      knex: await databases.init(id),
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            async publish(signal) {
              signals.push(signal);
              if (trouble) {
                throw trouble;
              }
            },
          }),
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      ],
    });
  });

  afterEach(() => portal.stop());

  const on = (channel: string) =>
    signals.filter(signal => signal.channel === channel);

  it('tell those who may read an operation that it got further, and only which one', async () => {
    const { id: operationId, state, steps } = await portal.provision(REQUEST);
    expect(state).toBe('succeeded');

    const told = on('esc-trust:operations');
    for (const signal of told) {
      expect(signal).toEqual({
        recipients: {
          type: 'user',
          entityRef: ['user:default/guest', TEAM],
        },
        channel: 'esc-trust:operations',
        message: { id: operationId },
      });
    }
    // That it is there and begins, and of each step that it begins and ends.
    expect(told.length).toBeGreaterThanOrEqual(2 * steps.length);
    expect(told.length).toBeLessThanOrEqual(2 * steps.length + 3);
  });

  it('tell everybody that some mapping has changed, and nothing about it', async () => {
    const { outcome } = await portal.provision(REQUEST);
    await scheduler.triggerTask('announce-changes');
    signals = [];

    const [, accountId, name] =
      /^arn:aws:iam::(\d+):role\/.*\/(.*)$/.exec(outcome.roleArn) ?? [];
    const role = portal.simulator.aws.account(accountId).role(name)!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /invoices/g,
      'other',
    );
    const assessed = await portal.http
      .post(`/api/esc-trust/mappings/${outcome.mappingId}/assess`)
      .set('Authorization', GUEST);
    expect(assessed.body.trust.status).toBe('untrusted');
    await scheduler.triggerTask('announce-changes');
    await scheduler.triggerTask('announce-changes');
    expect(signals).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'esc-trust:mappings',
        message: {},
      },
    ]);
  });

  it('stop nothing when they can’t be published', async () => {
    trouble = new Error('The events are away');
    const { state, outcome } = await portal.provision(REQUEST);
    expect([state, outcome.status]).toEqual(['succeeded', 'trusted']);
    await scheduler.triggerTask('announce-changes');
    // That there is one more, and its first status.
    expect(on('esc-trust:mappings')).toHaveLength(2);
  });

  it('tell that a mapping was changed or forgotten, without a change of its status', async () => {
    const { outcome } = await portal.provision(REQUEST);
    await scheduler.triggerTask('announce-changes');
    const path = `/api/esc-trust/mappings/${outcome.mappingId}`;
    for (const [send, count] of [
      [() => portal.http.get(path), 0],
      [() => portal.http.patch(path).send({ ownerRef: 'group:default/no' }), 0],
      [() => portal.http.patch(path).send({ entityRefs: [] }), 1],
      [() => portal.http.delete(path), 1],
    ] as const) {
      signals = [];
      const { status } = await send().set('Authorization', GUEST);
      expect([status < 400, on('esc-trust:mappings').length]).toEqual([
        count > 0 || status === 200,
        count,
      ]);
    }
  });
});

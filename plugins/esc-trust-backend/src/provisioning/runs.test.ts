import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults, pulumiFaults } from '@internal/cloud-simulator';
import { DyingOperationStore } from '../__testUtils__/DyingOperationStore';
import { DEV, READ_ONLY } from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import {
  EVERYTHING,
  INVOICES,
  putForeignRole,
  REFUNDS,
} from '../__testUtils__/scenarios';
import { differences } from '../__testUtils__/snapshot';
import { openDatabase } from '../database';
import { AWS_CALL_TIMEOUT_MS } from '../aws/IamClients';
import { LEASE_MS } from './journal/OperationStore';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('runs on %p', id => {
  let world: ProvisioningWorld;

  const shared = (environment: typeof INVOICES) => ({
    ...EVERYTHING,
    environment,
    accountId: DEV,
    role: { name: 'shared', managedPolicyArns: [READ_ONLY] },
  });
  const statementsOf = (name: string) =>
    JSON.stringify(world.simulator.aws.account(DEV).role(name)?.trustPolicy);

  beforeEach(async () => {
    const client = await databases.init(id);
    const knex = await openDatabase(mockServices.database({ knex: client }));
    world = await ProvisioningWorld.create({ knex });
  });

  it('takes everything back that a cancelled operation has done', async () => {
    const before = await world.snapshot();
    const { operation } = await world.start(EVERYTHING);
    const { faults } = world.simulator;
    faults.onCall(async ({ action }) => {
      if (action === 'PutRolePolicy') {
        await world.replica.operations.cancel(operation.id, 'user:default/sam');
      }
    });
    const end = await world.finish(operation.id);
    expect(end).toMatchObject({
      state: 'rolled-back',
      error: 'Cancelled by user:default/sam',
    });
    expect(differences(before, await world.snapshot())).toEqual([]);
    await expect(
      world.replica.operations.cancel(operation.id, 'user:default/sam'),
    ).rejects.toThrow(/has ended/);
  });

  it('ends waiting at once when it is cancelled', async () => {
    const { faults } = world.simulator;
    faults.add({
      action: 'CreateRole',
      times: 1_000,
      ...awsFaults.throttled(),
    });
    const { operation } = await world.start(EVERYTHING);
    let tries = 0;
    faults.onCall(async ({ action }) => {
      tries += action === 'CreateRole' ? 1 : 0;
      if (tries === 2) {
        await world.replica.operations.cancel(operation.id, 'user:default/sam');
      }
    });
    expect((await world.finish(operation.id)).state).toBe('rolled-back');
    expect(tries).toBeLessThan(15);
  });

  it('writes nothing more once another run holds the operation', async () => {
    const first = world.replica;
    const { faults } = world.simulator;
    let taken = false;
    const { operation } = await world.start(EVERYTHING);
    faults.onCall(async ({ action }) => {
      if (action === 'CreateRole' && !taken) {
        taken = true;
        // Asleep for longer than the lease: another replica goes on.
        world.clock.advance(LEASE_MS);
        world.restart();
        await world.replica.runner.resume();
      }
    });
    await first.runner.settle();
    const end = await world.finish(operation.id);
    expect(end.state).toBe('succeeded');
    const writes = world.takeWrites();
    expect(writes.filter(name => name === 'CreateRole')).toHaveLength(1);
    expect(JSON.stringify(world.log.lines)).toContain('no longer holds');
  });

  it('waits for what a dead process has sent before it writes', async () => {
    world.restart({ entry: 8, when: 'after' });
    const { operation } = await world.start(EVERYTHING);
    await world.replica.runner.settle();
    world.takeWrites();
    world.clock.advance(LEASE_MS);
    world.restart();
    const resumed = world.clock.now().getTime();
    let firstWrite: number | undefined;
    world.simulator.faults.onCall(({ write }) => {
      if (write) {
        firstWrite ??= world.clock.now().getTime();
      }
    });
    expect(await world.replica.runner.resume()).toBe(1);
    expect((await world.finish(operation.id)).state).toBe('succeeded');
    expect(firstWrite! - resumed).toBeGreaterThanOrEqual(AWS_CALL_TIMEOUT_MS);
  });

  it('keeps both environments that are added to a role within seconds', async () => {
    await world.run(shared({ ...INVOICES, name: 'ledger' }));
    world.simulator.consistency.lagReads = 4;
    for (const environment of [INVOICES, REFUNDS]) {
      expect(await world.run(shared(environment))).toMatchObject({
        state: 'succeeded',
      });
    }
    for (const name of ['ledger', 'invoices', 'refunds']) {
      expect(statementsOf('shared')).toContain(`payments/${name}`);
    }
  });

  it('answers one key with one operation, until it was rolled back', async () => {
    const key = 'task-1/step/account/role';
    const { faults } = world.simulator;
    faults.add({ action: 'CreateRole', ...awsFaults.accessDenied('iam:x') });
    const first = await world.start(EVERYTHING, { key });
    expect(await world.start(EVERYTHING, { key })).toMatchObject({
      isNew: false,
      operation: { id: first.operation.id },
    });
    expect((await world.finish(first.operation.id)).state).toBe('rolled-back');

    const second = await world.start(EVERYTHING, { key });
    expect(second.isNew).toBe(true);
    expect((await world.finish(second.operation.id)).state).toBe('succeeded');
    world.takeWrites();
    expect(await world.start(EVERYTHING, { key })).toMatchObject({
      isNew: false,
      operation: { id: second.operation.id, state: 'succeeded' },
    });
    expect(world.takeWrites()).toEqual([]);
    await expect(
      world.start({ ...EVERYTHING, accountId: DEV }, { key }),
    ).rejects.toThrow(/belongs to another request/);
  });

  it('never deletes a role whose name it once failed to take', async () => {
    const request = { ...EVERYTHING, accountId: DEV };
    // Somebody makes the role between our look and our write.
    world.simulator.faults.onCall(({ action }) => {
      if (action === 'CreateRole') {
        putForeignRole(world, 'invoices', '/pulumi-esc/');
      }
    });
    expect((await world.run(request)).state).toBe('rolled-back');
    world.simulator.faults.clear();
    const before = await world.snapshot();
    const adopted = await world.run({ ...request, adoptRole: true });
    expect(adopted).toMatchObject({ state: 'succeeded' });
    const removed = await world.run({
      kind: 'deprovision',
      mappingId: adopted.outcome.mappingId!,
    });
    expect(removed.state).toBe('succeeded');
    const role = world.simulator.aws.account(DEV).role('invoices')!;
    expect(role.trustPolicy).toEqual(JSON.parse(before[role.arn]).trustPolicy);
    expect(role.tags.get('theirs')).toBe('kept');
    expect(role.inlinePolicies.has('theirs')).toBe(true);
  });

  it('ends when its account can’t be reached any more, and says what is left', async () => {
    world.restart({ entry: 14, when: 'after' });
    const { operation } = await world.start(EVERYTHING);
    await world.replica.runner.settle();
    world.simulator.faults.add({
      service: 'sts',
      times: 10_000,
      ...awsFaults.accessDenied('sts:GetCallerIdentity'),
    });
    const started = world.clock.now().getTime();
    const end = await world.finish(operation.id);
    expect(end.state).toBe('needs-attention');
    expect(end.error).toContain('Not taken back: identity-provider (arn:');
    expect(world.clock.now().getTime() - started).toBeLessThan(300_000);
  });

  it('lets an operation that never began be started again', async () => {
    const { operation } = await world.start(EVERYTHING);
    world.simulator.faults.add({
      service: 'sts',
      times: 10,
      ...awsFaults.accessDenied('sts:GetCallerIdentity'),
    });
    const end = await world.finish(operation.id);
    expect(end.state).toBe('rolled-back');
    world.simulator.faults.clear();
    expect((await world.run(EVERYTHING)).state).toBe('succeeded');
  });

  it('takes nothing from a role that somebody has deleted meanwhile', async () => {
    const request = { ...EVERYTHING, accountId: DEV };
    world.simulator.faults.onCall(({ action }) => {
      if (action.startsWith('PATCH')) {
        world.simulator.aws.account(DEV).deleteRole('invoices');
      }
    });
    world.simulator.faults.add({
      action: 'PATCH /api/esc/environments/{org}/{project}/{env}',
      ...pulumiFaults.forbidden(),
    });
    expect(await world.run(request)).toMatchObject({ state: 'rolled-back' });
  });

  it('dies as often as it likes', async () => {
    const { operation } = await world.start(EVERYTHING);
    const dying = (store: DyingOperationStore) => {
      store.death = { entry: store.entries + 3, when: 'after' };
    };
    dying(world.replica.operations);
    for (let processes = 0; processes < 10; processes++) {
      await world.replica.runner.settle();
      world.clock.advance(LEASE_MS);
      world.restart({ entry: 3, when: 'after' });
      await world.replica.runner.resume();
    }
    expect((await world.finish(operation.id)).state).toBe('succeeded');
    const created = world.takeWrites().filter(name => name === 'CreateRole');
    expect(created).toHaveLength(1);
  });
});

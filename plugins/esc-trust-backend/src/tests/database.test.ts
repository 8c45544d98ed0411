import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase, readInstanceId } from '../database';
import { InstantClock } from '../__testUtils__/InstantClock';
import { REQUEST, TEAM } from '../__testUtils__/testPortal';
import { readProvisioningConfig } from '../config/readProvisioningConfig';
import { desiredState } from '../provisioning/desiredState';
import {
  LEASE_MS,
  OperationDraft,
  OperationStore,
} from '../provisioning/journal/OperationStore';
import { HeldOperation, JournalEntry } from '../provisioning/journal/rows';
import { OwnRoles } from '../provisioning/OwnRoles';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const caller = { userRef: 'user:default/guest', ownershipRefs: [TEAM] };
const draft: OperationDraft = {
  kind: 'provision',
  request: REQUEST,
  desired: desiredState(REQUEST, {
    issuer: 'https://api.pulumi.com/oidc',
    partition: 'aws',
    instanceId: 'x',
    provisioning: readProvisioningConfig(),
  }),
  caller,
  requestDigest: 'x',
  steps: [],
  outcome: {
    roleArn: '',
    identityProviderArn: '',
    audience: '',
    subject: '',
  },
  planDigest: 'x',
  idempotencyKey: 'key',
  resources: ['role:1', 'environment:1'],
  reliesOn: ['identity-provider:1'],
};

describe.each(databases.eachSupportedId())('database on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  async function openOperations() {
    const knex = await open();
    const clock = new InstantClock();
    return { knex, clock, store: new OperationStore({ knex, clock }) };
  }

  it('gives all replicas one instance id', async () => {
    const knex = await open();
    const ids = await Promise.all([1, 2, 3].map(() => readInstanceId(knex)));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets one run after the other hold an operation', async () => {
    const { store, clock } = await openOperations();
    const first = await store.create(draft);
    const { id: operationId } = first.operation;
    const busy = () =>
      store.create({
        ...draft,
        idempotencyKey: 'other',
        resources: ['role:1'],
      });
    await expect(busy()).rejects.toThrow(/Another operation is changing/);
    expect(await store.takeOver()).toEqual([]);

    clock.advance(LEASE_MS);
    const [second, ...others] = await store.takeOver();
    expect(others).toEqual([]);
    expect(second).toEqual({ ...first, holder: expect.any(String) });
    expect(second.holder).not.toBe(first.holder);
    const entry: JournalEntry = {
      state: 'applying',
      steps: [],
      outcome: draft.outcome,
      memos: { audience: { audience: 'aws:acme' } },
    };
    const heldBy = ({ holder }: { holder: string }) => ({
      id: operationId,
      holder,
    });
    await expect(store.record(heldBy(first), entry)).rejects.toThrow(
      /no longer holds/,
    );
    await store.cancel(operationId, 'user:default/sam');
    expect(await store.record(heldBy(second), entry)).toMatchObject({
      cancelledBy: 'user:default/sam',
    });
    // What it changes stays locked, however long it takes.
    clock.advance(2 * LEASE_MS);
    await expect(busy()).rejects.toThrow(/Another operation is changing/);
    const [third] = await store.takeOver();
    expect(third.memos).toEqual(entry.memos);

    await store.record(heldBy(third), { ...entry, state: 'rolled-back' });
    await expect(store.cancel(operationId, 'x')).rejects.toThrow(/has ended/);
    expect(await store.takeOver()).toEqual([]);
    // Neither its key nor its locks are in the way.
    expect((await store.create(draft)).operation.state).toBe('pending');
  });

  it('lets only the run that holds an operation write other tables', async () => {
    const { store, clock, knex } = await openOperations();
    const heldBy = ({ operation, holder }: HeldOperation) => ({
      id: operation.id,
      holder,
    });
    const first = await store.create({ ...draft, idempotencyKey: 'fenced' });
    const stores = (tx: Knex) =>
      new OwnRoles({ knex: tx, clock, instanceId: 'x' });
    const note = (held: HeldOperation, arn: string) =>
      store.whileHeld(heldBy(held), tx =>
        stores(tx).note({ arn, ownerRef: TEAM }),
      );
    await note(first, 'arn:1');
    await expect(
      store.whileHeld(heldBy(first), async tx => {
        await stores(tx).note({ arn: 'arn:2', ownerRef: TEAM });
        throw new Error('and then it fails');
      }),
    ).rejects.toThrow('and then it fails');

    clock.advance(LEASE_MS);
    const taken = await store.takeOver();
    const second = taken.find(one => one.operation.id === first.operation.id)!;
    await expect(note(first, 'arn:3')).rejects.toThrow(/no longer holds/);
    await note(second, 'arn:4');

    expect(await knex('esc_trust_roles').pluck('role_arn')).toEqual([
      'arn:1',
      'arn:4',
    ]);
  });
});

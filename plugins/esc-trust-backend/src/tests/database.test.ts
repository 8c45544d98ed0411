import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase, readInstanceId } from '../database';
import { LEASE_MS, OperationStore } from '../provisioning/OperationStore';
import { REQUEST } from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('database on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('gives all replicas one instance id', async () => {
    const knex = await open();
    const ids = await Promise.all([1, 2, 3].map(() => readInstanceId(knex)));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('hands an operation whose process is gone to a person', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const store = new OperationStore({ knex: await open(), now: () => now });
    const draft = {
      request: REQUEST,
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
      createdBy: 'user:default/guest',
      resources: ['role:1', 'environment:1'],
      reliesOn: ['identity-provider:1'],
    };
    const { id: operationId } = await store.create(draft);
    await expect(
      store.create({
        ...draft,
        idempotencyKey: 'other',
        resources: ['role:1'],
      }),
    ).rejects.toThrow(/Another operation is changing/);

    now = new Date(now.getTime() + LEASE_MS - 1);
    expect(await store.get(operationId)).toMatchObject({ state: 'pending' });
    now = new Date(now.getTime() + 2);
    expect(await store.get(operationId)).toMatchObject({
      state: 'needs-attention',
      error: expect.stringContaining('Start the same operation again'),
    });
    // Neither its key nor its leases are in the way.
    expect((await store.create(draft)).state).toBe('pending');
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { serveCloudSimulator } from '@internal/cloud-simulator';
import knexFactory, { Knex } from 'knex';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../__testUtils__/childProcess';
import { findBrokenPromise } from '../__testUtils__/invariants';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { ReplicaOrder } from '../__testUtils__/replicaProcess';
import { EVERYTHING } from '../__testUtils__/scenarios';
import { openDatabase } from '../database';
import { LEASE_MS } from './journal/OperationStore';

jest.setTimeout(600_000);

describe('a process that is killed', () => {
  let directory: string;
  let knex: Knex;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'esc-trust-'));
    const client = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'db.sqlite') },
      useNullAsDefault: true,
    });
    knex = await openDatabase(mockServices.database({ knex: client }));
  });

  afterAll(async () => {
    await knex.destroy();
    await rm(directory, { recursive: true });
  });

  /** Runs it until it kills itself; says by which signal it ended. */
  async function runReplica(order: ReplicaOrder) {
    const child = startChild('replicaProcess.ts', {
      ESC_TRUST_REPLICA: JSON.stringify(order),
    });
    const [, signal] = await once(child, 'exit');
    return signal;
  }

  it('leaves an operation that another process finishes', async () => {
    const reference = await ProvisioningWorld.create({ knex });
    const before = await reference.snapshot();
    await reference.run(EVERYTHING);
    const after = await reference.snapshot();
    const { entries } = reference.replica.operations;

    const broken: string[] = [];
    for (let entry = 1; entry <= entries; entry++) {
      const world = await ProvisioningWorld.create({ knex });
      const { url, close } = await serveCloudSimulator(world.simulator);
      const when = entry % 2 === 0 ? 'before' : 'after';
      const signal = await runReplica({
        database: join(directory, 'db.sqlite'),
        url,
        demo: world.demo,
        instanceId: world.instanceId,
        startedAt: world.clock.now().getTime(),
        request: EVERYTHING,
        death: { entry, when },
      });
      await close();
      expect(signal).toBe('SIGKILL');
      const { id } = await knex('esc_trust_operations').first();
      // Its own clock went on while it waited.
      world.clock.advance(10 * LEASE_MS);
      await world.replica.runner.resume();
      const operation = await world.finish(id);
      const found = await findBrokenPromise(world, operation, {
        before,
        after,
      });
      if (found) {
        broken.push(`killed ${when} entry ${entry}: ${found}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

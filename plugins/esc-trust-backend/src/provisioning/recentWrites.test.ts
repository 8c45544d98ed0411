import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DEV, READ_ONLY } from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { EVERYTHING, INVOICES, REFUNDS } from '../__testUtils__/scenarios';
import { openDatabase } from '../database';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const LEDGER = { ...INVOICES, name: 'ledger' };

// IAM is eventually consistent: what shows may be older than what was written.
describe.each(databases.eachSupportedId())('after its own write on %p', id => {
  let world: ProvisioningWorld;

  const join = (environment: typeof INVOICES) =>
    world.run({
      ...EVERYTHING,
      environment,
      accountId: DEV,
      role: { name: 'shared', managedPolicyArns: [READ_ONLY] },
    });
  const role = () => world.simulator.aws.account(DEV).role('shared')!;
  const seconds = () => world.clock.now().getTime() / 1_000;

  beforeEach(async () => {
    const client = await databases.init(id);
    const knex = await openDatabase(mockServices.database({ knex: client }));
    world = await ProvisioningWorld.create({ knex });
  });

  it('repairs what somebody breaks within seconds, in seconds', async () => {
    const { outcome } = await join(INVOICES);
    const right = role().assumeRolePolicyDocument;
    role().assumeRolePolicyDocument = right.replace('invoices', 'elsewhere');
    const start = seconds();

    const repair = await world.run({
      kind: 'repair',
      mappingId: outcome.mappingId!,
    });

    expect(repair.state).toBe('succeeded');
    expect(role().assumeRolePolicyDocument).toBe(right);
    expect(seconds() - start).toBeLessThan(20);
  });

  it.each([
    ['the one before', 1],
    ['an even older one', 0],
  ])('waits while %s still shows', async (_, older) => {
    const shown: string[] = [];
    for (const environment of [INVOICES, LEDGER]) {
      await join(environment);
      shown.push(role().assumeRolePolicyDocument);
    }
    await join({ ...INVOICES, name: 'orders' });
    const newest = role().assumeRolePolicyDocument;
    role().assumeRolePolicyDocument = shown[older];
    const start = seconds();
    world.simulator.faults.onCall(() => {
      if (seconds() - start > 40) {
        role().assumeRolePolicyDocument = newest;
        world.simulator.faults.clear();
      }
    });

    expect((await join(REFUNDS)).state).toBe('succeeded');

    for (const name of ['invoices', 'ledger', 'orders', 'refunds']) {
      expect(role().assumeRolePolicyDocument).toContain(`payments/${name}`);
    }
    expect(seconds() - start).toBeGreaterThan(40);
  });

  it('waits while something new shows now and then only', async () => {
    await join(INVOICES);
    const older = role().assumeRolePolicyDocument;
    await join(LEDGER);
    const newest = role().assumeRolePolicyDocument;
    const unknown = older.replace('"Version"', '"Id":"unknown","Version"');
    const start = seconds();
    world.simulator.faults.onCall(() => {
      const since = seconds() - start;
      const isUnknown = Math.floor(since / 4) % 2 === 0;
      role().assumeRolePolicyDocument = isUnknown ? unknown : older;
      if (since > 30) {
        role().assumeRolePolicyDocument = newest;
        world.simulator.faults.clear();
      }
    });

    expect((await join(REFUNDS)).state).toBe('succeeded');

    for (const name of ['invoices', 'ledger', 'refunds']) {
      expect(role().assumeRolePolicyDocument).toContain(`payments/${name}`);
    }
  });

  it('takes a policy for its own however AWS writes it down', async () => {
    await join(INVOICES);
    await join(REFUNDS);
    const policy = role().trustPolicy as { Statement: object[] };
    policy.Statement = policy.Statement.reverse().map(statement => ({
      ...statement,
      Action: ['sts:AssumeRoleWithWebIdentity'],
    }));
    role().assumeRolePolicyDocument = JSON.stringify(policy);
    const start = seconds();

    expect((await join(LEDGER)).state).toBe('succeeded');

    expect(seconds() - start).toBeLessThan(10);
    expect(role().assumeRolePolicyDocument).toContain('payments/ledger');
  });
});

import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { InstantClock } from '../__testUtils__/InstantClock';
import { openDatabase } from '../database';
import { AssessmentWorker } from './AssessmentWorker';
import { Claim } from './sources/Source';
import { SourceStore } from './sources/SourceStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

/** Accounts, of which those that are due first never answer. */
async function start(
  id: TestDatabaseId,
  accounts: { hanging: number; healthy: number },
) {
  const knex = await databases.init(id);
  await openDatabase(mockServices.database({ knex }));
  const clock = new InstantClock();
  const sources = new SourceStore({
    knex,
    clock,
    frequencyMs: 600_000,
    random: () => 0.5,
  });
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
  await sources.configure(
    'account',
    [...names('hanging', accounts.hanging), ...names('ok', accounts.healthy)],
    async () => {},
  );
  await knex('esc_trust_sources')
    .where('name', 'like', 'hanging%')
    .update({ due_at: 0 });
  clock.advance(60_000);

  const read = new Set<string>();
  const waiting = new Set<string>();
  const scan = async (claim: Claim, signal: AbortSignal) => {
    if (claim.name.startsWith('hanging')) {
      waiting.add(claim.name);
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    }
    await sources.succeed(claim, {}, async () => {});
    read.add(claim.name);
  };
  const worker = new AssessmentWorker({
    sources,
    scanners: { account: { scan }, organization: { scan } },
    logger: mockServices.logger.mock(),
    clock,
  });
  /** Looks as often as a replica does, for so long. */
  const work = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      await worker.poll();
      // Those that are read by now make others look.
      for (let size = -1; size !== read.size; ) {
        size = read.size;
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      clock.advance(5_001);
    }
  };
  return { worker, work, read, waiting };
}

describe.each(databases.eachSupportedId())('the worker on %p', id => {
  it('reads all others although some never answer', async () => {
    const { worker, work, read, waiting } = await start(id, {
      hanging: 20,
      healthy: 30,
    });
    await work(5);
    expect(waiting.size).toBe(16);
    expect(read.size).toBe(0);
    await work(15);
    expect(waiting.size).toBe(20);
    expect(read.size).toBe(30);
    await worker.stop();
  });

  it('does not read more and more at once when nobody answers', async () => {
    const { worker, work, waiting } = await start(id, {
      hanging: 60,
      healthy: 0,
    });
    await work(60);
    expect(waiting.size).toBe(48);
    await worker.stop();
  });
});

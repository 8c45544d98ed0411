import { Bench } from '../bench';
import { describeMachine } from '../machine';
import { rounded } from '../measure';
import { atMost } from './figures';
import { FleetBackend } from './FleetBackend';
import { AccountFaults } from './AccountFaults';
import { FleetWorld } from './FleetWorld';
import { describeSize, sizeFrom } from './sizes';

const FAULTS = { denied: 10, hanging: 5, garbage: 1 };
/** Failed reads until mappings become unknown. */
const STALE_AFTER = 2;
const UNLIMITED = 10_000;

/**
 * A fleet of which some accounts can't be read: what that costs the others, and
 * what it makes of each mapping.
 */
export const fleetFaults: Bench = async (args, say) => {
  const size = sizeFrom(args, { accounts: 200 });
  say(describeMachine());
  say(describeSize(size));
  say(`faults, in percent of the accounts: ${JSON.stringify(FAULTS)}`);
  const world = await FleetWorld.create(size);
  try {
    const { plan, cloud, database } = world;
    const faults = new AccountFaults(plan, FAULTS);
    const isFaulty = (account: number) => faults.of(account) !== undefined;
    const isHealthy = (source: string) =>
      !/^\d/.test(source) || !isFaulty(plan.accountOf(source));
    let wrong = 0;
    /** What every mapping must say now. */
    const check = async (
      when: string,
      statusOf: (account: number, role: number) => string,
      staleAccounts: number,
    ) => {
      const statuses = await database.wrongStatuses(plan, statusOf);
      const stale = await database.staleMappings();
      const expected = staleAccounts * size.mappingsPerAccount;
      say(
        `${when}: ${statuses} wrong statuses, ${stale} of ${expected} mappings marked stale`,
      );
      wrong += statuses + Math.abs(stale - expected);
    };
    const broken = Array.from({ length: size.accounts }, (_, i) => i).filter(
      isFaulty,
    ).length;
    const read = async (backend: FleetBackend, wave: number) => {
      await cloud.order({ waves: wave });
      const started = performance.now();
      const since = await database.makeDue();
      await world.untilRead(since, isHealthy);
      const seconds = (performance.now() - started) / 1_000;
      await world.untilRead(since);
      const all = (performance.now() - started) / 1_000;
      say(
        `wave ${wave}: healthy accounts ${rounded(seconds)} s, all ${rounded(
          all,
        )} s, event loop p99 ${rounded(
          (await backend.figures()).eventLoop.p99,
        )} ms`,
      );
      return seconds;
    };

    const backend = await world.startBackend({
      callsPerSecond: UNLIMITED,
      staleAfter: STALE_AFTER,
    });
    await read(backend, 0);
    const calm = await read(backend, 1);
    await check(
      'without faults',
      (account, role) => plan.statusOf(account, role, 1),
      0,
    );
    await cloud.order({ faults: FAULTS });
    const surprised = await read(backend, 2);
    await check(
      'the first time',
      (account, role) =>
        plan.statusOf(account, role, isFaulty(account) ? 1 : 2),
      broken,
    );
    const used = await read(backend, 3);
    await check(
      `after ${STALE_AFTER} failed reads`,
      (account, role) =>
        isFaulty(account) ? 'unknown' : plan.statusOf(account, role, 3),
      broken,
    );
    await cloud.order({ faults: null });
    await read(backend, 4);
    await check(
      'healed',
      (account, role) => plan.statusOf(account, role, 4),
      0,
    );
    return [
      atMost(
        'healthy accounts, the first time that others fail',
        surprised / calm,
        'times',
        1.2,
      ),
      atMost(
        'healthy accounts, while others keep failing',
        used / calm,
        'times',
        1.2,
      ),
      atMost('wrong statuses', wrong, 'mappings', 0),
    ];
  } finally {
    await world.stop();
  }
};

import { Bench, BenchFigure } from '../bench';
import { describeMachine } from '../machine';
import { rounded } from '../measure';
import { atMost } from './figures';
import { sumOf } from './FleetCloud';
import { writesBetween } from './FleetDatabase';
import { FleetSize } from './FleetPlan';
import { Cycle, FleetWorld } from './FleetWorld';
import { secondsOfGetRoles } from './getRoles';
import { describeSize, sizeFrom } from './sizes';

/** As good as no limit. */
const UNLIMITED = 10_000;
const LIMITED = 20;

/** What may not be written when nothing has changed. */
const LASTING = /^esc_trust_(?!sources$|call_limits$)/;

/**
 * A fleet in clouds of its own, assessed by a Backstage backend: the first
 * cycle, one in which nothing has changed, one in which some roles have.
 *
 * @remarks
 * With `--cold` the first cycle only, for which every definition is to be read.
 */
export const fleet: Bench = async (args, say) => {
  const size = sizeFrom(args);
  say(describeMachine());
  say(describeSize(size));
  if (args.includes('--cold')) {
    return coldStart(size, say);
  }
  const world = await FleetWorld.create(size);
  try {
    const { plan, cloud, database } = world;
    const roles = size.accounts * size.rolesPerAccount;
    const tell = (name: string, cycle: Cycle) =>
      say(describeCycle(name, cycle, roles));

    const backend = await world.startBackend({ callsPerSecond: UNLIMITED });
    const atStart = (await backend.figures()).peakRss / 2 ** 20;
    say(
      `the backend has started in ${rounded(
        backend.bootSeconds,
      )} s, peak ${rounded(atStart)} MiB`,
    );
    tell('first cycle', await world.cycle(backend));
    // Where the first has met both sides of a mapping at the same time.
    tell('second cycle', await world.cycle(backend));
    const before = await database.writes();
    const full = await world.cycle(backend);
    tell('full cycle, nothing changed', full);
    const written = writesBetween(before, await database.writes());
    say(`  rows written: ${JSON.stringify(written)}`);
    await cloud.order({ waves: 1 });
    tell(
      'cycle, 1 % of roles and definitions changed',
      await world.cycle(backend),
    );
    const wrong = await database.wrongStatuses(plan, (account, role) =>
      plan.statusOf(account, role, 1),
    );
    const { peakRss } = await backend.figures();
    await backend.stop();

    const single = await secondsOfGetRoles(plan, cloud.url);
    say(
      `one GetRole per mapping: ${rounded(
        single,
      )} s for all, from 1 % of them: ${rounded(
        single / full.seconds,
      )} times a full cycle`,
    );

    const patient = await world.startBackend({ callsPerSecond: LIMITED });
    await cloud.order({ iamCallsPerSecond: LIMITED });
    const slow = await world.cycle(patient);
    tell(`full cycle, IAM limited to ${LIMITED} calls/s`, slow);
    const throttled = slow.calls.throttled ?? 0;
    const calls = sumOf(slow, 'iam:');

    return [
      atMost('full cycle', full.seconds, 's', 120),
      atMost(
        'IAM calls an account, full cycle',
        sumOf(full, 'iam:') / size.accounts,
        'calls',
        2,
      ),
      atMost('peak memory of the backend', peakRss / 2 ** 20, 'MiB', 1_024),
      atMost('event loop p99, full cycle', full.eventLoop.p99, 'ms', 120),
      atMost(
        'lasting rows written, full cycle',
        Object.entries(written)
          .filter(([table]) => LASTING.test(table))
          .reduce((sum, [, count]) => sum + count, 0),
        'rows',
        0,
      ),
      atMost('wrong statuses', wrong, 'mappings', 0),
      atMost(
        "limited cycle, against the limit's own floor",
        slow.seconds / ((calls - throttled) / LIMITED),
        'times',
        1.15,
      ),
      atMost('throttled calls', (100 * throttled) / calls, '%', 1),
    ];
  } finally {
    await world.stop();
  }
};

/** What the portal takes to know a fleet of which it knows the names only. */
async function coldStart(
  size: FleetSize,
  say: (line: string) => void,
): Promise<BenchFigure[]> {
  const world = await FleetWorld.create(size, true);
  try {
    const { plan, database } = world;
    const backend = await world.startBackend({ callsPerSecond: UNLIMITED });
    const cycle = await world.cycle(backend);
    say(
      describeCycle(
        'first cycle, no definition read before',
        cycle,
        size.accounts * size.rolesPerAccount,
      ),
    );
    const wrong = await database.wrongStatuses(plan, (account, role) =>
      plan.statusOf(account, role, 0),
    );
    return [
      atMost(
        'peak memory of the backend',
        cycle.peakRss / 2 ** 20,
        'MiB',
        1_024,
      ),
      atMost('event loop p99, cold', cycle.eventLoop.p99, 'ms', 120),
      atMost('wrong statuses', wrong, 'mappings', 0),
    ];
  } finally {
    await world.stop();
  }
}

function describeCycle(name: string, cycle: Cycle, roles: number): string {
  const { seconds, cpu, eventLoop, peakRss } = cycle;
  return [
    `${name}: ${rounded(seconds)} s`,
    `${rounded(roles / seconds)} roles/s`,
    `${sumOf(cycle, 'iam:')} IAM calls`,
    `${sumOf(cycle, 'sts:')} STS calls`,
    `${sumOf(cycle, 'pulumi:')} Pulumi calls`,
    `CPU ${rounded(cpu)} s`,
    `event loop p50 ${rounded(eventLoop.p50)} ms, p99 ${rounded(
      eventLoop.p99,
    )} ms, most ${rounded(eventLoop.max)} ms`,
    `peak ${rounded(peakRss / 2 ** 20)} MiB`,
  ].join(', ');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../bench';
import { describeMachine } from '../machine';
import { rounded } from '../measure';
import { atMost } from './figures';
import { FleetBackend } from './FleetBackend';
import { FleetWorld } from './FleetWorld';
import { historyFaults } from './historyFaults';
import { describeSize, numberFrom, sizeFrom } from './sizes';

const REPLICAS = 4;
const KILL_EVERY_MS = 20_000;
/** After so long, no replica that lives holds a claim of before. */
const SCANNED_WITHIN_MS = 12_000;
const CHANGE_EVERY_MS = 25_000;
const DEFAULT_SECONDS = 180;
/** Between two reads of a source, a tenth more or less. */
const FREQUENCY_SECONDS = 30;
/** Of each call: kills shall find replicas at work. */
const LATENCY_MS = 1_000;
/**
 * How long a claim outlasts its replica, how often replicas look, and what a read
 * takes at this latency: signing in, roles, identity provider, and what is slow
 * on a machine that starts a backend.
 */
const FRESH_SECONDS = 60 + 5 + 5;

/**
 * Several backends on one database, of which one is killed again and again, while
 * roles change: nothing may get lost or be done twice.
 */
export const replicas: Bench = async (args, say) => {
  const size = sizeFrom(args, { accounts: 200, rolesPerAccount: 200 });
  const runMs = 1_000 * numberFrom(args, 'seconds', DEFAULT_SECONDS);
  say(describeMachine());
  say(`${REPLICAS} backends, ${describeSize(size)}`);
  const world = await FleetWorld.create(size);
  try {
    const { plan, cloud, database } = world;
    const boots: number[] = [];
    const start = async (): Promise<FleetBackend> => {
      const backend = await world.startBackend({
        callsPerSecond: 10_000,
        schedule: { frequency: { seconds: FREQUENCY_SECONDS } },
      });
      boots.push(backend.bootSeconds);
      return backend;
    };
    const untilFresh = async (since: number) => {
      while ((await database.notFresh(since)) > 0) {
        await sleep(100);
      }
    };
    const backends: FleetBackend[] = [];
    while (backends.length < REPLICAS) {
      backends.push(await start());
    }
    say(`started one after the other in ${seconds(boots)}`);
    await untilFresh(await database.makeDue());
    await cloud.order({ latencyMs: LATENCY_MS });
    await cloud.calls();

    let waves = 0;
    const left = new Set<string>();
    let killedAt = Date.now();
    const startedAt = Date.now();
    const kills = Math.floor(runMs / KILL_EVERY_MS);
    const changing = (async () => {
      while (Date.now() < startedAt + runMs) {
        await sleep(CHANGE_EVERY_MS);
        waves += 1;
        await cloud.order({ waves });
      }
    })();
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(Math.max(0, startedAt + kill * KILL_EVERY_MS - Date.now()));
      const place = plan.random(kill, 0, 7) % REPLICAS;
      const claims = await database.claims();
      await backends[place].kill();
      killedAt = Date.now();
      backends[place] = await start();
      await sleep(Math.max(0, killedAt + SCANNED_WITHIN_MS - Date.now()));
      const lasting = new Set(await database.claims());
      const leftNow = claims.filter(
        claim => lasting.has(claim) && !left.has(claim),
      );
      leftNow.forEach(claim => left.add(claim));
      say(
        `killed backend ${place + 1}, which was reading ${
          leftNow.length
        } sources`,
      );
    }
    await untilFresh(killedAt);
    const freshMs = Date.now() - killedAt;
    await changing;
    // What has met both sides of a mapping at once is judged by the next cycle.
    await untilFresh(Date.now());
    await untilFresh(Date.now());
    const { listed } = await cloud.calls();

    const wrong = await database.wrongStatuses(plan, (account, role) =>
      plan.statusOf(account, role, waves),
    );
    const { lost, doubled, entries } = await historyFaults(database.knex);
    say(
      `${kills} kills, ${waves} waves of changes, ${entries} changes of statuses, ${
        Object.values(listed).flat().length
      } reads of sources`,
    );
    say(`started again in ${seconds(boots.slice(REPLICAS))}`);
    return [
      {
        name: 'reads that the kills broke off',
        value: left.size,
        unit: 'sources',
        goal: { atLeast: 1 },
      },
      atMost('wrong statuses', wrong, 'mappings', 0),
      atMost('changes lost from the history', lost, 'entries', 0),
      atMost('changes twice in the history', doubled, 'entries', 0),
      atMost('reads twice in a cycle', readsTwice(listed), 'reads', 0),
      atMost(
        'everything fresh again after the last kill',
        freshMs / 1_000,
        's',
        FRESH_SECONDS,
      ),
    ];
  } finally {
    await world.stop();
  }
};

/** Reads that began sooner after another one than a source can be due again. */
function readsTwice(listed: Record<string, number[]>): number {
  return Object.values(listed)
    .flatMap(times => times.slice(1).map((time, index) => time - times[index]))
    .filter(gap => gap < FREQUENCY_SECONDS * 900).length;
}

function seconds(values: number[]): string {
  return values.map(value => `${rounded(value)} s`).join(', ');
}

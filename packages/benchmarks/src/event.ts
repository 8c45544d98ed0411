import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Bench } from './bench';
import { changingRoles, eventOf } from './event/changes';
import { PortalUnderTest, startPortalUnderTest } from './event/portalUnderTest';
import { describeMachine } from './machine';
import { rounded } from './measure';
import { postgres } from './rest/database';

const DEFAULT_CHANGES = 200;
const LEAST_CHANGES = 100;
/** A status that is not there by then is none. */
const PATIENCE_MS = 60_000;
/** Between two looks at the REST API. */
const LOOK_MS = 5;
/** Between two changes at most. */
const PAUSE_MS = 500;

/**
 * How long it takes from the event that tells of a change in IAM to the status in
 * the REST API's answer: a backend in a process of its own, with the events
 * backend and PostgreSQL, against the clouds over HTTP.
 *
 * @remarks
 * Takes `--seed=NUMBER` (default: the time) and `--changes=NUMBER`.
 */
export const event: Bench = async (args, say) => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      changes: { type: 'string', default: String(DEFAULT_CHANGES) },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d+$/.test(value)) {
      throw new Error(`--${name} takes a whole number`);
    }
  }
  say(describeMachine());
  say(`${values.changes} changes from seed ${values.seed}`);
  const connection = process.env.ESC_TRUST_BENCH_POSTGRES;
  if (!connection) {
    throw new Error('Run it by npm run bench, which starts PostgreSQL');
  }
  const portal = await startPortalUnderTest(postgres(connection));
  try {
    const times = await measure(
      portal,
      Number(values.changes),
      randomFrom(Number(values.seed)),
    );
    const inTime = times.filter(ms => ms !== undefined).sort((a, b) => a - b);
    const quantile = (part: number) =>
      rounded(inTime[Math.ceil(part * inTime.length) - 1] ?? Infinity);
    say(
      `from event to status: median ${quantile(0.5)} ms, p95 ${quantile(
        0.95,
      )} ms, slowest ${quantile(1)} ms`,
    );
    return [
      {
        name: 'changes',
        value: times.length,
        unit: 'changes',
        goal: { atLeast: LEAST_CHANGES },
      },
      {
        name: 'p95 from event to status',
        value: quantile(0.95),
        unit: 'ms',
        goal: { atMost: 5_000 },
      },
      {
        name: 'changes without their status',
        value: times.length - inTime.length,
        unit: 'changes',
        goal: { atMost: 0 },
      },
    ];
  } finally {
    await portal.stop();
  }
};

/** @returns milliseconds for each change; undefined where no status came */
async function measure(
  { simulator, mappings, publish, statusOf }: PortalUnderTest,
  changes: number,
  random: () => number,
): Promise<Array<number | undefined>> {
  const roles = changingRoles(simulator, mappings);
  const times: Array<number | undefined> = [];
  for (let i = 0; i < changes; i++) {
    const role = roles[Math.floor(random() * roles.length)];
    const { status } = role.change();
    const started = performance.now();
    await publish(eventOf(role));
    let time: number | undefined;
    while (performance.now() < started + PATIENCE_MS) {
      if ((await statusOf(role.mappingId)) === status) {
        time = performance.now() - started;
        break;
      }
      await wait(LOOK_MS);
    }
    times.push(time);
    await wait(random() * PAUSE_MS);
  }
  return times;
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

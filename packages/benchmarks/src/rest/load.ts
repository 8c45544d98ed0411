import { Agent, request } from 'node:http';

const SLICE_MS = 1_000;

/** What many requests came to. */
export interface Load {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  /** Milliseconds. */
  p99: number;
}

/** What was sent for some time. */
interface Slice {
  seconds: number;
  /** Milliseconds, of each request. */
  times: number[];
}

/** What is asked for: one URL after the other, again and again. */
export type Asked = Record<string, string[]>;

/** Sends one request over a connection that stays open. */
function send(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, response => {
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${url}: ${response.statusCode}`)),
      );
      response.resume();
    })
      .on('error', reject)
      .end();
  });
}

/**
 * Asks for several things over some connections at once, each the next as soon as
 * it is answered.
 *
 * @remarks
 * They take turns, second by second: whatever else the machine does meets all of
 * them.
 *
 * @param options - `seconds` for each of them, after one to warm up
 * @throws when an answer isn't a 200
 */
export async function loadInTurns<T extends Asked>(options: {
  asked: T;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}): Promise<Record<keyof T, Load>> {
  const { asked, seconds, ...rest } = options;
  const slices = new Map<string, Slice[]>();
  for (let turn = 0; turn <= seconds; turn++) {
    for (const [name, urls] of Object.entries(asked)) {
      const slice = await load({ urls, ...rest });
      if (turn > 0) {
        slices.set(name, [...(slices.get(name) ?? []), slice]);
      }
    }
  }
  return Object.fromEntries(
    [...slices].map(([name, some]) => [name, sumOf(some)]),
  ) as Record<keyof T, Load>;
}

function sumOf(slices: Slice[]): Load {
  const times = slices.flatMap(slice => slice.times).sort((a, b) => a - b);
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
  };
}

async function load(options: {
  urls: string[];
  headers: Record<string, string>;
  connections: number;
}): Promise<Slice> {
  const { urls, headers, connections } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const started = performance.now();
  const end = started + SLICE_MS;
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const sent = performance.now();
        await send(agent, urls[next++ % urls.length], headers);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return { seconds, times };
}

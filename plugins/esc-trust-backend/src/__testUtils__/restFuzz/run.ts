import { mockCredentials } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { Agent } from 'node:http';
import { breachesIn, routeOf } from '../apiContract';
import { GUEST_REF, OTHER } from '../twoTeams';
import { looseEnds } from './promises';
import { FuzzRequest, requestsOf } from './requests';
import { FuzzAnswer, send } from './send';
import { startFuzzWorld } from './world';

/** After so many requests, what they have removed is put back. */
const BATCH = 100;

/** No request may take longer. */
const LIMIT_MS = 10_000;

const GUEST = mockCredentials.user.header(GUEST_REF);
const CALLERS = {
  member: GUEST,
  'other member': mockCredentials.user.header(OTHER),
  service: mockCredentials.service.header(),
  nobody: mockCredentials.none.header(),
};

const callers = fc.oneof(
  { weight: 12, arbitrary: fc.constant('member' as const) },
  { weight: 2, arbitrary: fc.constant('other member' as const) },
  { weight: 1, arbitrary: fc.constantFrom('service' as const, 'nobody') },
);

/** How a run went. */
export interface FuzzResult {
  requests: number;
  /** How many answers of each route had each status. */
  statuses: Record<string, Record<number, number>>;
  /** Requests that were answered by more than a check of their form. */
  reached: number;
  slowestMs: number;
  /** Each with its request. */
  problems: string[];
}

/**
 * Sends requests made from the OpenAPI document to a portal on a database.
 *
 * @param seed - the same one makes the same requests
 */
export async function runRestFuzz(
  knex: Knex,
  options: { seed: number; requests: number },
): Promise<FuzzResult> {
  const { world, refresh } = await startFuzzWorld(knex);
  const baseUrl = new URL(world.portal.http.get('/api/esc-trust').url).href;
  const agent = new Agent({ keepAlive: true });
  const result: FuzzResult = {
    requests: 0,
    statuses: {},
    reached: 0,
    slowestMs: 0,
    problems: [],
  };

  const ask = async (request: FuzzRequest, caller: keyof typeof CALLERS) => {
    const headers = { authorization: CALLERS[caller], ...request.headers };
    const started = performance.now();
    let problems: string[];
    try {
      const answer = await send(
        { ...request, headers },
        { baseUrl, agent, limitMs: LIMIT_MS },
      );
      count(result, request, answer);
      problems = [
        ...breachesIn({
          request: `${request.method} /api/esc-trust${request.path}`,
          status: answer.status,
          contentType: answer.headers['content-type'],
          body: answer.body,
          text: '',
        }),
        ...looseEnds(request, answer),
      ];
    } catch (error) {
      problems = [String(error)];
    }
    result.requests++;
    result.slowestMs = Math.max(result.slowestMs, performance.now() - started);
    result.problems.push(
      ...problems.map(
        problem => `${problem}\n  ${caller}: ${described(request)}`,
      ),
    );
  };

  try {
    while (result.requests < options.requests) {
      const batch = fc.sample(fc.tuple(requestsOf(await refresh()), callers), {
        seed: options.seed + result.requests,
        numRuns: Math.min(BATCH, options.requests - result.requests),
      });
      for (const [request, caller] of batch) {
        await ask(request, caller);
      }
    }
  } finally {
    agent.destroy();
    world.release();
    await world.ended(world.runningId);
    await world.portal
      .stop()
      .catch(error => result.problems.push(error.message));
  }
  return result;
}

function count(
  result: FuzzResult,
  request: FuzzRequest,
  { status }: FuzzAnswer,
): void {
  const route = routeOf(`${request.method} /api/esc-trust${request.path}`);
  const of = (result.statuses[route ? request.route : 'none'] ??= {});
  of[status] = (of[status] ?? 0) + 1;
  if (route && status !== 400 && status !== 401) {
    result.reached++;
  }
}

const LONGEST = 1_500;

function described({ method, path, headers, body, breaks }: FuzzRequest) {
  const text = [method, path, JSON.stringify(headers), body ?? ''].join(' ');
  const shown =
    text.length > LONGEST
      ? `${text.slice(0, LONGEST)}… (${text.length} characters)`
      : text;
  return `${
    breaks.length ? `broken ${breaks.join(', ')}` : 'allowed'
  }: ${shown}`;
}

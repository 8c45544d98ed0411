import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import type { SimulatorCall } from '../../calls';
import { BrokenConnection, InjectedError } from '../../faults';
import type { Opener } from '../claims';
import type { OpeningWorld } from '../opening/opener';
import type { Organization, PulumiCloud } from '../state/cloud';
import type { SimulatedEnvironment } from '../state/environments';
import type { NewPulumiToken, PulumiScope } from '../state/tokens';
import { notFound, PulumiError } from './errors';

type Params = Record<string, string | readonly string[] | undefined>;

/** A request whose token was recognized. */
export interface PulumiRequest {
  world: OpeningWorld;
  token: NewPulumiToken;
  request: Request;
  query: URLSearchParams;
  param(name: string): string;
  organization(): Organization;
  environment(): SimulatedEnvironment;
  /** Who opens, in the organization that the path names. */
  opener(): Opener;
}

/** One operation of the API. */
export interface Route {
  method: 'get' | 'head' | 'post' | 'patch' | 'delete';
  /** With `{parameters}`. */
  path: string;
  scope?: PulumiScope;
  write?: boolean;
  run(request: PulumiRequest): Response | Promise<Response>;
}

/** The path of one environment. */
export const environmentPath =
  '/api/esc/environments/{org}/{project}/{env}' as const;

/** Makes a handler of an operation: token, visibility, scope, then the work. */
export function handlerOf(route: Route, world: OpeningWorld): RequestHandler {
  const pattern = `*${route.path.replace(/\{(\w+)\}/g, ':$1')}`;
  return http[route.method](pattern, async ({ request, params }) => {
    const call: SimulatorCall = {
      service: 'pulumi',
      action: `${route.method.toUpperCase()} ${route.path}`,
      write: route.write ?? false,
      status: 500,
    };
    world.calls.push(call);
    const response = await world.faults
      .pass(call, () => answer(route, world, request, params))
      .catch(refuse);
    call.status = response.status;
    return response;
  });
}

async function answer(
  route: Route,
  world: OpeningWorld,
  request: Request,
  params: Params,
): Promise<Response> {
  const received = receive(world, request, params);
  if (Object.hasOwn(params, 'org')) {
    received.organization();
  }
  if (route.scope && !received.token.scopes.includes(route.scope)) {
    throw new PulumiError(
      403,
      `Forbidden: the access token lacks the permission ${route.scope}`,
    );
  }
  return route.run(received);
}

function refuse(error: unknown): Response {
  if (error instanceof BrokenConnection) {
    return HttpResponse.error();
  }
  if (error instanceof InjectedError) {
    const { status, message, headers } = error.fault;
    // A request id is what Pulumi Cloud adds to its own failures.
    const requestId = status >= 500 && { 'X-Pulumi-Request-ID': randomUUID() };
    return HttpResponse.json(
      { code: status, message },
      { status, headers: { ...requestId, ...headers } },
    );
  }
  if (error instanceof PulumiError) {
    return HttpResponse.json(error.body, { status: error.status });
  }
  throw error;
}

function receive(
  world: OpeningWorld,
  request: Request,
  params: Params,
): PulumiRequest {
  const token = authenticate(world.cloud, request);
  const param = (name: string) => String(params[name]);
  const organization = () => {
    const found = world.cloud.findOrganization(param('org'));
    if (!found || !token.organizations.includes(found.name)) {
      throw notFound(`organization '${param('org')}'`);
    }
    return found;
  };
  return {
    world,
    token,
    request,
    query: new URL(request.url).searchParams,
    param,
    organization,
    environment: () => {
      const { name, environments } = organization();
      const found = environments.find(param('project'), param('env'));
      if (!found) {
        const key = `${name}/${param('project')}/${param('env')}`;
        throw notFound(`environment '${key}'`);
      }
      return found;
    },
    opener: () => ({
      organization: organization().name,
      login: token.login,
      tokenType: token.type ?? 'personal',
      team: token.team,
    }),
  };
}

/** `Authorization: token pul-…` */
function authenticate(cloud: PulumiCloud, request: Request): NewPulumiToken {
  const header = request.headers.get('authorization') ?? '';
  const token = /^token (\S+)$/.exec(header)?.[1];
  const found = token === undefined ? undefined : cloud.findToken(token);
  if (!found) {
    throw new PulumiError(
      401,
      'Unauthorized: No credentials provided or are invalid.',
    );
  }
  return found;
}

/** Reads a JSON body; anything but an object is refused. */
export async function readJson(
  request: Request,
): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new PulumiError(400, 'Bad Request: invalid JSON body');
  }
  return body as Record<string, unknown>;
}

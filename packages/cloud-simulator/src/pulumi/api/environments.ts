import { HttpResponse } from 'msw';
import { hasErrors } from '../definition/diagnostics';
import { isValidName } from '../names';
import { checkDefinition, ofEnvironment } from '../opening/opener';
import type { SimulatedEnvironment } from '../state/environments';
import {
  approvalNeeded,
  badRequest,
  PulumiError,
  withDiagnostics,
} from './errors';
import { pageOf } from './paging';
import type { PulumiRequest, Route } from './route';
import { environmentPath, readJson } from './route';

/** Operations on environments and their definitions. */
export const environmentRoutes: Route[] = [
  {
    method: 'get',
    path: '/api/esc/environments/{org}',
    scope: 'environment:read',
    run: ({ query, organization }) => {
      const { byKey } = organization().environments;
      const { items, nextToken } = pageOf(
        query,
        { size: 'maxResults', token: 'continuationToken' },
        after => byKey.entriesAfter(after),
      );
      return HttpResponse.json({
        environments: items.map(summaryOf),
        nextToken: nextToken ?? '',
      });
    },
  },
  {
    method: 'post',
    path: '/api/esc/environments/{org}',
    scope: 'environment:write',
    write: true,
    run: createEnvironment,
  },
  {
    method: 'get',
    path: `${environmentPath}/settings`,
    scope: 'environment:read',
    run: ({ environment }) => HttpResponse.json(settingsOf(environment())),
  },
  {
    method: 'patch',
    path: `${environmentPath}/settings`,
    scope: 'environment:write',
    write: true,
    run: updateSettings,
  },
  {
    method: 'head',
    path: environmentPath,
    scope: 'environment:read',
    run: ({ environment }) =>
      new HttpResponse(null, { headers: headersOf(environment()) }),
  },
  {
    method: 'get',
    path: environmentPath,
    scope: 'environment:read',
    run: ({ environment }) => {
      const found = environment();
      return new HttpResponse(found.yaml, { headers: headersOf(found) });
    },
  },
  {
    method: 'patch',
    path: environmentPath,
    scope: 'environment:write',
    write: true,
    run: updateEnvironment,
  },
  {
    method: 'delete',
    path: environmentPath,
    scope: 'environment:delete',
    write: true,
    run: ({ organization, environment }) => {
      const found = environment();
      if (found.deletionProtected) {
        throw new PulumiError(
          409,
          'Conflict: the environment is protected from deletion',
        );
      }
      organization().environments.delete(found);
      return new HttpResponse(null, { status: 204 });
    },
  },
];

async function createEnvironment(received: PulumiRequest): Promise<Response> {
  const { environments } = received.organization();
  const { project, name } = await readJson(received.request);
  if (!isValidName(project) || !isValidName(name)) {
    throw badRequest(
      'project and environment names may only contain alphanumeric characters, hyphens, underscores, and periods',
    );
  }
  if (environments.find(project, name)) {
    throw new PulumiError(
      409,
      `Conflict: Environment '${project}/${name}' already exists`,
    );
  }
  environments.create(project, name, received.token.login);
  return HttpResponse.json({});
}

/**
 * The body is the complete definition. Which of both headers the server
 * honours is unverified [U]; here every one that is sent has to match.
 */
async function updateEnvironment(received: PulumiRequest): Promise<Response> {
  const { request, world } = received;
  const environment = received.environment();
  const yaml = await request.text();
  if (environment.requiresApproval) {
    throw approvalNeeded('change');
  }
  for (const header of ['etag', 'if-match']) {
    const etag = request.headers.get(header);
    if (etag !== null && unquoted(etag) !== environment.etag) {
      throw new PulumiError(
        409,
        'Conflict: the environment was changed since it was read',
      );
    }
  }
  const { diagnostics } = await checkDefinition(
    world,
    received.opener(),
    ofEnvironment(environment, yaml),
  );
  if (hasErrors(diagnostics)) {
    throw withDiagnostics(diagnostics);
  }
  received.organization().environments.write(environment, yaml);
  return HttpResponse.json(diagnostics.length > 0 ? { diagnostics } : {}, {
    headers: revisionHeaders(environment),
  });
}

function unquoted(etag: string): string {
  return etag.replace(/^(W\/)?"(.*)"$/, '$2');
}

function revisionHeaders(environment: SimulatedEnvironment) {
  return {
    ETag: environment.etag,
    'Pulumi-ESC-Revision': String(environment.revision),
  };
}

function headersOf(environment: SimulatedEnvironment) {
  return {
    ...revisionHeaders(environment),
    'Content-Type': 'application/x-yaml',
  };
}

function settingsOf({ deletionProtected }: SimulatedEnvironment) {
  return { deletionProtected };
}

async function updateSettings(received: PulumiRequest): Promise<Response> {
  const environment = received.environment();
  const { deletionProtected } = await readJson(received.request);
  if (typeof deletionProtected !== 'boolean') {
    throw badRequest('deletionProtected must be true or false');
  }
  environment.deletionProtected = deletionProtected;
  return HttpResponse.json(settingsOf(environment));
}

function summaryOf(environment: SimulatedEnvironment) {
  const { organization, project, name, ownedBy } = environment;
  return {
    id: environment.id,
    organization,
    project,
    name,
    created: environment.created.toISOString(),
    modified: environment.modified.toISOString(),
    ownedBy: { githubLogin: ownedBy, name: ownedBy, avatarUrl: '' },
    tags: Object.fromEntries(environment.tags),
    links: { self: `/${organization}/esc/${project}/${name}` },
    settings: settingsOf(environment),
  };
}

import { createHash } from 'node:crypto';
import { HttpResponse } from 'msw';
import type { SimulatedEnvironment } from '../state/environments';
import { badRequest, notFound, PulumiError } from './errors';
import type { PulumiRequest, Route } from './route';
import { environmentPath, readJson } from './route';

const pageSize = 500;

/** Operations on the tags of an environment, and of an organization. */
export const tagRoutes: Route[] = [
  {
    method: 'get',
    path: '/api/esc/environments/{org}/tags',
    scope: 'environment:read',
    run: ({ organization }) => {
      const values = new Map<string, Set<string>>();
      for (const { tags } of organization().environments.byKey.values()) {
        for (const [name, value] of tags) {
          const known = values.get(name) ?? new Set<string>();
          values.set(name, known.add(value));
        }
      }
      return HttpResponse.json(
        Object.fromEntries([...values].map(([name, set]) => [name, [...set]])),
      );
    },
  },
  {
    method: 'get',
    path: `${environmentPath}/tags`,
    scope: 'environment:read',
    run: listTags,
  },
  {
    method: 'post',
    path: `${environmentPath}/tags`,
    scope: 'environment:write',
    write: true,
    run: async ({ environment, request }) => {
      const found = environment();
      const { name, value } = readTag(await readJson(request));
      if (found.tags.has(name)) {
        throw new PulumiError(409, `Conflict: tag '${name}' already exists`);
      }
      found.tags.set(name, value);
      return HttpResponse.json(tagOf(found, name));
    },
  },
  {
    method: 'patch',
    path: `${environmentPath}/tags/{tag}`,
    scope: 'environment:write',
    write: true,
    run: updateTag,
  },
  {
    method: 'delete',
    path: `${environmentPath}/tags/{tag}`,
    scope: 'environment:write',
    write: true,
    run: ({ environment, param }) => {
      if (!environment().tags.delete(param('tag'))) {
        throw notFound(`tag '${param('tag')}'`);
      }
      return new HttpResponse(null, { status: 204 });
    },
  },
];

/** `after` is a number: how many tags the pages before had. */
function listTags({ environment, query }: PulumiRequest): Response {
  const found = environment();
  const after = Number(query.get('after') || 0);
  const count = Number(query.get('count') || pageSize);
  if (!Number.isInteger(after) || after < 0) {
    throw badRequest('after must be a number');
  }
  if (!Number.isInteger(count) || count < 1 || count > pageSize) {
    throw badRequest(`count must be a number from 1 to ${pageSize}`);
  }
  const names = [...found.tags.keys()].sort();
  const page = names.slice(after, after + count);
  const end = after + page.length;
  return HttpResponse.json({
    tags: Object.fromEntries(page.map(name => [name, tagOf(found, name)])),
    nextToken: end < names.length ? String(end) : '',
  });
}

async function updateTag(received: PulumiRequest): Promise<Response> {
  const environment = received.environment();
  const { currentTag, newTag } = await readJson(received.request);
  const before = received.param('tag');
  const value = environment.tags.get(before);
  if (value === undefined) {
    throw notFound(`tag '${before}'`);
  }
  const expected = (currentTag as { value?: unknown } | undefined)?.value;
  if (expected !== undefined && expected !== value) {
    throw new PulumiError(409, `Conflict: tag '${before}' has changed`);
  }
  const given = (newTag ?? {}) as { name?: unknown; value?: unknown };
  const tag = readTag({ name: before, ...given });
  if (tag.name !== before && environment.tags.has(tag.name)) {
    throw new PulumiError(409, `Conflict: tag '${tag.name}' already exists`);
  }
  environment.tags.delete(before);
  environment.tags.set(tag.name, tag.value);
  return HttpResponse.json(tagOf(environment, tag.name));
}

/** The allowed characters and lengths are unverified [U]. */
function readTag(body: { name?: unknown; value?: unknown }): {
  name: string;
  value: string;
} {
  const { name, value } = body;
  if (typeof name !== 'string' || !/^[\w.:/-]{1,40}$/.test(name)) {
    throw badRequest('a tag name has 1 to 40 of the characters [\\w.:/-]');
  }
  if (typeof value !== 'string' || value.length > 256) {
    throw badRequest('a tag value has at most 256 characters');
  }
  return { name, value };
}

function tagOf(environment: SimulatedEnvironment, name: string) {
  const { id, ownedBy, created, modified } = environment;
  return {
    id: createHash('sha1').update(`${id} ${name}`).digest('hex'),
    name,
    value: environment.tags.get(name),
    created: created.toISOString(),
    modified: modified.toISOString(),
    editorLogin: ownedBy,
    editorName: ownedBy,
  };
}

import { ServiceUnavailableError } from '@backstage/errors';
import {
  EnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';
import { environmentPath, organizationPath } from './environmentPath';
import { EnvironmentPage, StackReferrer } from './PulumiCloud';

const MOST_TAG_PAGES = 100;
const MOST_REFERRER_PAGES = 100;

/** Sends one read to Pulumi Cloud. */
export type ReadPulumi = (
  organization: string,
  name: string,
  path: string,
  options?: { expect?: number[]; signal?: AbortSignal },
) => Promise<Response>;

/** The tags of an environment, name to value; none when it is absent. */
export async function listTags(
  read: ReadPulumi,
  environment: EnvironmentRef,
): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  let after: string | undefined;
  for (let page = 0; page < MOST_TAG_PAGES; page++) {
    const response = await read(
      environment.organization,
      'pulumi:ListTags',
      `${environmentPath(environment)}/tags${query({ after })}`,
      { expect: [404] },
    );
    if (response.status === 404) {
      return tags;
    }
    const body = (await response.json()) as {
      tags?: Record<string, { value?: string }>;
      nextToken?: string | number;
    };
    for (const [name, tag] of Object.entries(body.tags ?? {})) {
      tags[name] = tag.value ?? '';
    }
    const next = body.nextToken ? String(body.nextToken) : undefined;
    if (!next || next === after) {
      return tags;
    }
    after = next;
  }
  return tags;
}

/** One page of an organization's environments. */
export async function listEnvironments(
  read: ReadPulumi,
  organization: string,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal },
): Promise<EnvironmentPage> {
  const response = await read(
    organization,
    'pulumi:ListEnvironments',
    `${organizationPath(organization)}${query({ continuationToken: cursor })}`,
    { expect: [404], signal },
  );
  if (response.status === 404) {
    throw new ServiceUnavailableError(
      `The organization ${organization} doesn't exist, or the portal's token can't see it`,
    );
  }
  const body = await jsonOf(response, 'environments');
  if (!Array.isArray(body.environments)) {
    throw garbled('environments');
  }
  const environments = body.environments.flatMap(
    ({ project, name, modified, deletedAt }: Record<string, unknown>) =>
      isName(project) && isName(name) && !deletedAt
        ? [
            {
              environment: { organization, project, name },
              modified: isTime(modified) ? modified : '',
            },
          ]
        : [],
  );
  const next = body.nextToken ? String(body.nextToken) : undefined;
  if (next !== undefined && next === cursor) {
    throw garbled('environments');
  }
  return { environments, ...(next ? { next } : {}) };
}

/** The stacks that list an environment, each once. */
export async function listStackReferrers(
  read: ReadPulumi,
  environment: EnvironmentRef,
  { signal }: { signal?: AbortSignal },
): Promise<StackReferrer[]> {
  const stacks = new Map<string, StackReferrer>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_REFERRER_PAGES; page++) {
    const response = await read(
      environment.organization,
      'pulumi:ListReferrers',
      `${environmentPath(environment)}/referrers${query({
        continuationToken: cursor,
      })}`,
      { expect: [404], signal },
    );
    if (response.status === 404) {
      break;
    }
    const body = await jsonOf(response, 'referrers');
    for (const referrers of Object.values(body.referrers ?? {})) {
      for (const { stack } of Array.isArray(referrers) ? referrers : []) {
        if (typeof stack?.project === 'string') {
          const { project, stack: name } = stack;
          stacks.set(`${project}/${name}`, { project, stack: String(name) });
        }
      }
    }
    const next = body.continuationToken && String(body.continuationToken);
    if (!next || next === cursor) {
      break;
    }
    cursor = next;
  }
  return [...stacks.values()];
}

function query(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length > 0
    ? `?${new URLSearchParams(given as Array<[string, string]>)}`
    : '';
}

async function jsonOf(response: Response, what: string) {
  const body = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) {
    throw garbled(what);
  }
  return body;
}

function garbled(what: string): Error {
  return new ServiceUnavailableError(
    `Pulumi Cloud's answer about ${what} can't be understood`,
  );
}

/** Nothing else says whether a definition has moved. */
function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^[\w:.+-]{1,40}$/.test(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && PULUMI_NAME_PATTERN.test(value);
}

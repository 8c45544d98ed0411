import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  EnvironmentRef,
  PULUMI_NAME_PATTERN,
} from '@internal/backstage-plugin-esc-trust-common';
import { setTimeout as wait } from 'node:timers/promises';
import { OrganizationConfig } from '../config/readEscTrustConfig';
import { PulumiApiError, translatePulumiError } from './PulumiApiError';
import { EnvironmentDefinition, PulumiCloud } from './PulumiCloud';

const USER_AGENT = 'backstage-plugin-esc-trust';
/** A call takes at most this long; Pulumi publishes no limit of its own. */
const CALL_TIMEOUT_MS = 20_000;
/** Reads are tried this often in all; writes once. */
const MOST_TRIES = 4;

interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  token: 'read' | 'write';
  body?: { contentType: string; text: string };
  headers?: Record<string, string>;
  /** Statuses that the caller understands besides 2xx. */
  expect?: number[];
}

/**
 * A small client of the Pulumi Cloud REST API.
 *
 * @remarks
 * Pulumi's own SDK loses the port of a base URL and the ETag of a definition,
 * and its errors carry the token. Here the token goes into one header and
 * nowhere else, and definitions are never logged.
 */
export class PulumiCloudClient implements PulumiCloud {
  readonly #organizations: Map<string, OrganizationConfig>;
  readonly #fetch: typeof fetch;
  readonly #retryDelayMs: number;

  constructor(options: {
    organizations: OrganizationConfig[];
    fetch?: typeof fetch;
    /** First delay between tries; doubles each time. */
    retryDelayMs?: number;
  }) {
    this.#organizations = new Map(options.organizations.map(o => [o.name, o]));
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
    this.#retryDelayMs = options.retryDelayMs ?? 1000;
  }

  async getEnvironment(
    environment: EnvironmentRef,
  ): Promise<EnvironmentDefinition | undefined> {
    const response = await this.#call(environment.organization, {
      method: 'GET',
      path: environmentPath(environment),
      token: 'read',
      expect: [404],
    });
    if (response.status === 404) {
      return undefined;
    }
    const etag = response.headers.get('ETag');
    if (!etag) {
      // Without it an update would overwrite whatever is there by then.
      throw new ServiceUnavailableError(
        'Pulumi Cloud sent a definition without an ETag',
      );
    }
    return {
      yaml: await response.text(),
      etag,
    };
  }

  async getTags(environment: EnvironmentRef): Promise<Record<string, string>> {
    const tags: Record<string, string> = {};
    let after: string | undefined;
    for (let page = 0; page < 100; page++) {
      const response = await this.#call(environment.organization, {
        method: 'GET',
        path: `${environmentPath(environment)}/tags${
          after ? `?after=${encodeURIComponent(after)}` : ''
        }`,
        token: 'read',
        expect: [404],
      });
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

  async checkWriteToken(organization: string): Promise<void> {
    await this.#call(organization, {
      method: 'GET',
      path: '/api/user',
      token: 'write',
    });
  }

  async createEnvironment(environment: EnvironmentRef): Promise<void> {
    const { organization, project, name } = environment;
    await this.#call(organization, {
      method: 'POST',
      path: `/api/esc/environments/${encodeURIComponent(organization)}`,
      token: 'write',
      body: json({ project, name }),
    });
  }

  async updateEnvironment(
    environment: EnvironmentRef,
    definition: { yaml: string; etag: string },
  ): Promise<void> {
    await this.#call(environment.organization, {
      method: 'PATCH',
      path: environmentPath(environment),
      token: 'write',
      body: { contentType: 'application/x-yaml', text: definition.yaml },
      // Which of the two the server honours is documented both ways.
      headers: { ETag: definition.etag, 'If-Match': definition.etag },
    });
  }

  async deleteEnvironment(environment: EnvironmentRef): Promise<void> {
    await this.#call(environment.organization, {
      method: 'DELETE',
      path: environmentPath(environment),
      token: 'write',
      expect: [404],
    });
  }

  async addTag(
    environment: EnvironmentRef,
    tag: { name: string; value: string },
  ): Promise<void> {
    await this.#call(environment.organization, {
      method: 'POST',
      path: `${environmentPath(environment)}/tags`,
      token: 'write',
      body: json(tag),
    });
  }

  async #call(organization: string, call: Call): Promise<Response> {
    const config = this.#organizations.get(organization);
    if (!config) {
      throw new NotFoundError(
        `The organization ${organization} is not in escTrust.organizations`,
      );
    }
    const configKey = `${config.configKey}.tokens.${call.token}`;
    const token = config.tokens[call.token];
    if (!token) {
      throw new ServiceUnavailableError(`${configKey} is not set`);
    }
    const tries = call.method === 'GET' ? MOST_TRIES : 1;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#send(config, token, call);
      } catch (error) {
        const transient =
          !(error instanceof PulumiApiError) ||
          error.status === 429 ||
          error.status >= 500;
        if (!transient || attempt >= tries) {
          throw translatePulumiError(error, configKey);
        }
        await wait(
          this.#retryDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random()),
        );
      }
    }
  }

  async #send(
    config: OrganizationConfig,
    token: string,
    call: Call,
  ): Promise<Response> {
    const response = await this.#fetch(`${config.apiUrl}${call.path}`, {
      method: call.method,
      headers: {
        Authorization: `token ${token}`,
        Accept: 'application/vnd.pulumi+8',
        'User-Agent': USER_AGENT,
        ...(call.body ? { 'Content-Type': call.body.contentType } : {}),
        ...call.headers,
      },
      body: call.body?.text,
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    if (!response.ok && !call.expect?.includes(response.status)) {
      throw await PulumiApiError.fromResponse(response);
    }
    // Read here, so that a connection that breaks halfway is tried again too.
    return new Response(
      [204, 304].includes(response.status)
        ? null
        : await response.arrayBuffer(),
      {
        status: response.status,
        headers: response.headers,
      },
    );
  }
}

function environmentPath(environment: EnvironmentRef): string {
  const { organization, project, name } = environment;
  const segments = [organization, project, name].map(segment => {
    if (!PULUMI_NAME_PATTERN.test(segment)) {
      throw new NotFoundError(`${segment} is not a name in Pulumi Cloud`);
    }
    return encodeURIComponent(segment);
  });
  return `/api/esc/environments/${segments.join('/')}`;
}

function json(value: unknown) {
  return { contentType: 'application/json', text: JSON.stringify(value) };
}

import { ServiceUnavailableError } from '@backstage/errors';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { WriteGuard } from '../time/WriteGuard';
import { ApprovalNeededError } from './ApprovalNeededError';
import { describeErrors, PulumiDiagnostic } from './diagnostics';
import { environmentPath, organizationPath } from './environmentPath';
import {
  listEnvironments,
  listStackReferrers,
  listTags,
  ReadPulumi,
} from './listings';
import { OpenFailedError } from './OpenFailedError';
import { PulumiApiError } from './PulumiApiError';
import {
  EnvironmentDefinition,
  EnvironmentPage,
  PulumiCloud,
  PulumiUser,
  StackReferrer,
} from './PulumiCloud';
import {
  PulumiCall,
  PulumiTokenKind,
  PulumiTransport,
  PulumiTransportOptions,
} from './PulumiTransport';

/** The login is done by then; nobody reads what was opened. */
const OPEN_DURATION = '1m';
/** Of refusals for want of an approval; their whole text isn't documented. */
const APPROVAL_TEXT = /(change|open) request|must be approved/i;

/**
 * A small client of the Pulumi Cloud REST API.
 *
 * @remarks
 * Pulumi's own SDK loses the port of a base URL and the ETag of a definition,
 * and its errors carry the token. Definitions are never logged.
 */
export class PulumiCloudClient implements PulumiCloud {
  readonly #transport: PulumiTransport;
  readonly #guard: WriteGuard | undefined;
  readonly #readListing: ReadPulumi = (...call) => this.#read(...call);

  constructor(
    from: PulumiTransportOptions | PulumiTransport,
    guard?: WriteGuard,
  ) {
    this.#transport =
      from instanceof PulumiTransport ? from : new PulumiTransport(from);
    this.#guard = guard;
  }

  guarded(guard: WriteGuard): PulumiCloud {
    return new PulumiCloudClient(this.#transport, guard);
  }

  async getEnvironment(
    environment: EnvironmentRef,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<EnvironmentDefinition | undefined> {
    const response = await this.#read(
      environment.organization,
      'pulumi:GetEnvironment',
      environmentPath(environment),
      { expect: [404], signal },
    );
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
    return listTags(this.#readListing, environment);
  }

  async listEnvironments(
    organization: string,
    options: { cursor?: string; signal?: AbortSignal } = {},
  ): Promise<EnvironmentPage> {
    return listEnvironments(this.#readListing, organization, options);
  }

  async listStackReferrers(
    environment: EnvironmentRef,
    options: { signal?: AbortSignal } = {},
  ): Promise<StackReferrer[]> {
    return listStackReferrers(this.#readListing, environment, options);
  }

  async getUser(
    organization: string,
    token: PulumiTokenKind = 'read',
  ): Promise<PulumiUser> {
    const response = await this.#read(
      organization,
      'pulumi:GetUser',
      '/api/user',
      { token },
    );
    const body = (await response.json()) as {
      githubLogin?: string;
      tokenInfo?: { organization?: string; team?: string };
    };
    const { organization: owner, team } = body.tokenInfo ?? {};
    return {
      login: body.githubLogin ?? '',
      ...(owner ? { organization: owner } : {}),
      ...(team ? { team } : {}),
    };
  }

  async checkWriteToken(organization: string): Promise<void> {
    await this.getUser(organization, 'write');
  }

  async openEnvironment(
    environment: EnvironmentRef,
  ): Promise<{ openedBy?: string }> {
    const { organization } = environment;
    const response = await this.#transport.call(
      organization,
      {
        name: 'pulumi:OpenEnvironment',
        method: 'POST',
        path: `${environmentPath(environment)}/open?duration=${OPEN_DURATION}`,
        token: 'open',
        write: false,
        expect: [400, 403],
      },
      this.#guard,
    );
    if (!response.ok) {
      const error = await this.#transport.errorOf(response);
      if (APPROVAL_TEXT.test(error.message)) {
        throw new ApprovalNeededError(environment, 'open');
      }
      throw error.diagnostics.length > 0
        ? new OpenFailedError(error.diagnostics)
        : this.#transport.translate(error, organization, { token: 'open' });
    }
    const { diagnostics } = (await response.json().catch(() => ({}))) as {
      diagnostics?: PulumiDiagnostic[];
    };
    if (Array.isArray(diagnostics) && describeErrors(diagnostics).length > 0) {
      throw new OpenFailedError(diagnostics);
    }
    // It is open, whether or not it can be told who has opened it.
    const user = await this.getUser(organization, 'open').catch(
      () => undefined,
    );
    return user?.login ? { openedBy: user.login } : {};
  }

  async createEnvironment(environment: EnvironmentRef): Promise<void> {
    const { organization, project, name } = environment;
    await this.#write(organization, {
      name: 'pulumi:CreateEnvironment',
      method: 'POST',
      path: organizationPath(organization),
      body: json({ project, name }),
    });
  }

  async updateEnvironment(
    environment: EnvironmentRef,
    definition: { yaml: string; etag: string },
  ): Promise<void> {
    const response = await this.#write(environment.organization, {
      name: 'pulumi:UpdateEnvironment',
      method: 'PATCH',
      path: environmentPath(environment),
      body: { contentType: 'application/x-yaml', text: definition.yaml },
      // Which of the two the server honours is documented both ways.
      headers: { ETag: definition.etag, 'If-Match': definition.etag },
      expect: [400, 403, 409],
    });
    if (!response.ok) {
      const error = await this.#transport.errorOf(response);
      throw (await this.#needsApproval(environment, error))
        ? new ApprovalNeededError(environment, 'change')
        : this.#transport.translate(error, environment.organization, {
            token: 'write',
          });
    }
  }

  async deleteEnvironment(environment: EnvironmentRef): Promise<void> {
    await this.#write(environment.organization, {
      name: 'pulumi:DeleteEnvironment',
      method: 'DELETE',
      path: environmentPath(environment),
      expect: [404],
    });
  }

  async addTag(
    environment: EnvironmentRef,
    tag: { name: string; value: string },
  ): Promise<void> {
    await this.#write(environment.organization, {
      name: 'pulumi:CreateTag',
      method: 'POST',
      path: `${environmentPath(environment)}/tags`,
      body: json(tag),
    });
  }

  /**
   * Whether an update was refused because the environment changes only by
   * approved change requests.
   *
   * @remarks
   * That the metadata lists gated actions is documented. How the refusal looks
   * and what the actions are called is not: both are read generously.
   */
  async #needsApproval(
    environment: EnvironmentRef,
    error: PulumiApiError,
  ): Promise<boolean> {
    if (error.diagnostics.length > 0) {
      return false;
    }
    if (APPROVAL_TEXT.test(error.message)) {
      return true;
    }
    try {
      const response = await this.#read(
        environment.organization,
        'pulumi:GetMetadata',
        `${environmentPath(environment)}/metadata`,
      );
      const { gatedActions } = (await response.json()) as {
        gatedActions?: unknown;
      };
      return /updat|writ|edit/i.test(JSON.stringify(gatedActions ?? []));
    } catch {
      // Then the refusal is passed on as it is.
      return false;
    }
  }

  #read(
    organization: string,
    name: string,
    path: string,
    options: {
      token?: PulumiTokenKind;
      expect?: number[];
      signal?: AbortSignal;
    } = {},
  ): Promise<Response> {
    const { token = 'read', expect, signal } = options;
    return this.#transport.call(
      organization,
      { name, method: 'GET', path, token, write: false, expect, signal },
      this.#guard,
    );
  }

  #write(
    organization: string,
    call: Omit<PulumiCall, 'token' | 'write'>,
  ): Promise<Response> {
    return this.#transport.call(
      organization,
      { ...call, token: 'write', write: true },
      this.#guard,
    );
  }
}

function json(value: unknown) {
  return { contentType: 'application/json', text: JSON.stringify(value) };
}

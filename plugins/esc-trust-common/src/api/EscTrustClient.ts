import { ResponseError } from '@backstage/errors';
import { AccountList } from './accountTypes';
import { EscTrustApi, EscTrustRequestOptions } from './EscTrustApi';
import {
  EnvironmentDetails,
  EnvironmentList,
  EnvironmentQuery,
} from './environmentTypes';
import {
  History,
  HistoryQuery,
  MappingChange,
  Summary,
  SummaryQuery,
} from './mappingChangeTypes';
import {
  Operation,
  OperationList,
  OperationRequest,
  Plan,
} from './operationTypes';
import { OrganizationList } from './organizationTypes';
import {
  ProvisioningOptions,
  ProvisioningOptionsQuery,
} from './provisioningOptionTypes';
import { RoleDetails, RoleList, RoleQuery } from './roleTypes';
import {
  AcceptanceRequest,
  EvaluationRequest,
  Mapping,
  MappingList,
  MappingQuery,
  RegisterMappingRequest,
} from './types';
import { EnvironmentRef } from '../claims/environment';
import { TrustReport } from '../trust-report/types';

interface Call extends EscTrustRequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * The one typed client of the REST API: for the browser, for template actions
 * and for other backends.
 *
 * @public
 */
export class EscTrustClient implements EscTrustApi {
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  /**
   * @param options - how to find the backend, and how to call it (default: the
   *   global fetch)
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? ((...args) => fetch(...args));
  }

  /** {@inheritDoc EscTrustApi.listMappings} */
  async listMappings(
    query: MappingQuery,
    options?: EscTrustRequestOptions,
  ): Promise<MappingList> {
    return this.#request(`/mappings?${searchOf(query)}`, options);
  }

  /** {@inheritDoc EscTrustApi.getMapping} */
  async getMapping(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(`/mappings/${encodeURIComponent(id)}`, options);
  }

  /** {@inheritDoc EscTrustApi.registerMapping} */
  async registerMapping(
    request: RegisterMappingRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request('/mappings', {
      ...options,
      method: 'POST',
      body: request,
    });
  }

  /** {@inheritDoc EscTrustApi.changeMapping} */
  async changeMapping(
    id: string,
    change: MappingChange,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(`/mappings/${encodeURIComponent(id)}`, {
      ...options,
      method: 'PATCH',
      body: change,
    });
  }

  /** {@inheritDoc EscTrustApi.forgetMapping} */
  async forgetMapping(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<void> {
    await this.#request(`/mappings/${encodeURIComponent(id)}`, {
      ...options,
      method: 'DELETE',
    });
  }

  /** {@inheritDoc EscTrustApi.getMappingHistory} */
  async getMappingHistory(
    id: string,
    query: HistoryQuery = {},
    options?: EscTrustRequestOptions,
  ): Promise<History> {
    return this.#request(
      `/mappings/${encodeURIComponent(id)}/history?${searchOf(query)}`,
      options,
    );
  }

  /** {@inheritDoc EscTrustApi.acceptFinding} */
  async acceptFinding(
    id: string,
    fingerprint: string,
    request: AcceptanceRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(acceptancePath(id, fingerprint), {
      ...options,
      method: 'PUT',
      body: request,
    });
  }

  /** {@inheritDoc EscTrustApi.withdrawAcceptance} */
  async withdrawAcceptance(
    id: string,
    fingerprint: string,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(acceptancePath(id, fingerprint), {
      ...options,
      method: 'DELETE',
    });
  }

  /** {@inheritDoc EscTrustApi.getSummary} */
  async getSummary(
    query: SummaryQuery = {},
    options?: EscTrustRequestOptions,
  ): Promise<Summary> {
    return this.#request(`/summary?${searchOf(query)}`, options);
  }

  /** {@inheritDoc EscTrustApi.assessMapping} */
  async assessMapping(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(`/mappings/${encodeURIComponent(id)}/assess`, {
      ...options,
      method: 'POST',
    });
  }

  /** {@inheritDoc EscTrustApi.verifyMapping} */
  async verifyMapping(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping> {
    return this.#request(`/mappings/${encodeURIComponent(id)}/verify`, {
      ...options,
      method: 'POST',
    });
  }

  /** {@inheritDoc EscTrustApi.listAccounts} */
  async listAccounts(options?: EscTrustRequestOptions): Promise<AccountList> {
    return this.#request('/accounts', options);
  }

  /** {@inheritDoc EscTrustApi.listRoles} */
  async listRoles(
    accountId: string,
    query: RoleQuery = {},
    options?: EscTrustRequestOptions,
  ): Promise<RoleList> {
    const path = `/accounts/${encodeURIComponent(accountId)}/roles`;
    return this.#request(`${path}?${searchOf(query)}`, options);
  }

  /** {@inheritDoc EscTrustApi.getRole} */
  async getRole(
    accountId: string,
    roleName: string,
    options?: EscTrustRequestOptions,
  ): Promise<RoleDetails> {
    const [account, role] = [accountId, roleName].map(encodeURIComponent);
    return this.#request(`/accounts/${account}/roles/${role}`, options);
  }

  /** {@inheritDoc EscTrustApi.listOrganizations} */
  async listOrganizations(
    options?: EscTrustRequestOptions,
  ): Promise<OrganizationList> {
    return this.#request('/organizations', options);
  }

  /** {@inheritDoc EscTrustApi.listEnvironments} */
  async listEnvironments(
    query: EnvironmentQuery,
    options?: EscTrustRequestOptions,
  ): Promise<EnvironmentList> {
    return this.#request(`/environments?${searchOf(query)}`, options);
  }

  /** {@inheritDoc EscTrustApi.getEnvironment} */
  async getEnvironment(
    { organization, project, name }: EnvironmentRef,
    options?: EscTrustRequestOptions,
  ): Promise<EnvironmentDetails> {
    const path = [organization, project, name]
      .map(encodeURIComponent)
      .join('/');
    return this.#request(`/environments/${path}`, options);
  }

  /** {@inheritDoc EscTrustApi.evaluate} */
  async evaluate(
    request: EvaluationRequest,
    options?: EscTrustRequestOptions,
  ): Promise<TrustReport> {
    return this.#request('/evaluations', {
      ...options,
      method: 'POST',
      body: request,
    });
  }

  /** {@inheritDoc EscTrustApi.planOperation} */
  async planOperation(
    request: OperationRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Plan> {
    return this.#request('/operations', {
      ...options,
      method: 'POST',
      body: { ...request, dryRun: true },
    });
  }

  /** {@inheritDoc EscTrustApi.startOperation} */
  async startOperation(
    request: OperationRequest,
    options: EscTrustRequestOptions & { idempotencyKey?: string } = {},
  ): Promise<Operation> {
    const { idempotencyKey, ...rest } = options;
    return this.#request('/operations', {
      ...rest,
      method: 'POST',
      body: { ...request, dryRun: false },
      headers: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
    });
  }

  /** {@inheritDoc EscTrustApi.getOperation} */
  async getOperation(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Operation> {
    return this.#request(`/operations/${encodeURIComponent(id)}`, options);
  }

  /** {@inheritDoc EscTrustApi.cancelOperation} */
  async cancelOperation(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Operation> {
    return this.#request(`/operations/${encodeURIComponent(id)}/cancel`, {
      ...options,
      method: 'POST',
    });
  }

  /** {@inheritDoc EscTrustApi.listOperations} */
  async listOperations(
    options?: EscTrustRequestOptions,
  ): Promise<OperationList> {
    return this.#request('/operations', options);
  }

  /** {@inheritDoc EscTrustApi.getProvisioningOptions} */
  async getProvisioningOptions(
    query: ProvisioningOptionsQuery = {},
    options?: EscTrustRequestOptions,
  ): Promise<ProvisioningOptions> {
    return this.#request(`/provisioning-options?${searchOf(query)}`, options);
  }

  async #request<T>(path: string, call: Call = {}): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('esc-trust');
    const response = await this.#fetch(`${baseUrl}${path}`, {
      method: call.method ?? 'GET',
      signal: call.signal,
      headers: {
        ...(call.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...(call.token ? { Authorization: `Bearer ${call.token}` } : {}),
        ...call.headers,
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
}

function acceptancePath(id: string, fingerprint: string): string {
  return `/mappings/${encodeURIComponent(id)}/acceptances/${encodeURIComponent(
    fingerprint,
  )}`;
}

/** Lists become repeated parameters. */
function searchOf(query: object): URLSearchParams {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of [value].flat()) {
      if (item !== undefined) {
        search.append(key, String(item));
      }
    }
  }
  return search;
}

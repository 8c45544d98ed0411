import { AccountList } from './accountTypes';
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

/** What a call may carry besides its content. @public */
export interface EscTrustRequestOptions {
  /** Bearer token; the browser's fetch adds the user's by itself. */
  token?: string;
  /** Aborts the call: it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * The REST API under `/api/esc-trust`, as methods.
 *
 * @remarks
 * Every method rejects with a `ResponseError` whose `cause` carries the name
 * and the sentence of the server's error body.
 *
 * @public
 */
export interface EscTrustApi {
  /** `GET /mappings`: one page of what the caller may read. */
  listMappings(
    query: MappingQuery,
    options?: EscTrustRequestOptions,
  ): Promise<MappingList>;
  /** `GET /mappings/{id}`; 404 when there is none or the caller may not read it. */
  getMapping(id: string, options?: EscTrustRequestOptions): Promise<Mapping>;
  /** `POST /mappings`: registers an existing pair of environment and role. */
  registerMapping(
    request: RegisterMappingRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping>;
  /** `PATCH /mappings/{id}`: changes its owner, or the entities that show it. */
  changeMapping(
    id: string,
    change: MappingChange,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping>;
  /** `DELETE /mappings/{id}`: forgets it; role and environment stay. */
  forgetMapping(id: string, options?: EscTrustRequestOptions): Promise<void>;
  /** `GET /mappings/{id}/history`: how its report has changed, the latest first. */
  getMappingHistory(
    id: string,
    query?: HistoryQuery,
    options?: EscTrustRequestOptions,
  ): Promise<History>;
  /**
   * `PUT /mappings/{id}/acceptances/{fingerprint}`: accepts one finding of the
   * latest report on purpose.
   */
  acceptFinding(
    id: string,
    fingerprint: string,
    request: AcceptanceRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping>;
  /** `DELETE` of the same: the finding counts again. */
  withdrawAcceptance(
    id: string,
    fingerprint: string,
    options?: EscTrustRequestOptions,
  ): Promise<Mapping>;
  /** `GET /summary`: counts of what the caller may read. */
  getSummary(
    query?: SummaryQuery,
    options?: EscTrustRequestOptions,
  ): Promise<Summary>;
  /** `POST /mappings/{id}/assess`: reads the live state now. */
  assessMapping(id: string, options?: EscTrustRequestOptions): Promise<Mapping>;
  /**
   * `POST /mappings/{id}/verify`: really opens the environment and records on
   * the mapping whether AWS let the login in.
   *
   * @remarks
   * Every provider in the environment runs, those of other logins and of other
   * clouds too. No value is read. 503 without a token for that.
   */
  verifyMapping(id: string, options?: EscTrustRequestOptions): Promise<Mapping>;
  /** `GET /accounts`: what assessments read, and how that goes. */
  listAccounts(options?: EscTrustRequestOptions): Promise<AccountList>;
  /** `GET /accounts/{accountId}/roles`: those that trust a configured issuer. */
  listRoles(
    accountId: string,
    query?: RoleQuery,
    options?: EscTrustRequestOptions,
  ): Promise<RoleList>;
  /** `GET /accounts/{accountId}/roles/{roleName}`: who can assume it. */
  getRole(
    accountId: string,
    roleName: string,
    options?: EscTrustRequestOptions,
  ): Promise<RoleDetails>;
  /** `GET /organizations`: what assessments read, and how that goes. */
  listOrganizations(
    options?: EscTrustRequestOptions,
  ): Promise<OrganizationList>;
  /** `GET /environments`: live from Pulumi Cloud, by pages. */
  listEnvironments(
    query: EnvironmentQuery,
    options?: EscTrustRequestOptions,
  ): Promise<EnvironmentList>;
  /**
   * `GET /environments/{organization}/{project}/{name}`: its logins, live from
   * Pulumi Cloud; 404 when it is absent or invisible to the portal's token.
   */
  getEnvironment(
    environment: EnvironmentRef,
    options?: EscTrustRequestOptions,
  ): Promise<EnvironmentDetails>;
  /** `POST /evaluations`: judges what the request describes; stores nothing. */
  evaluate(
    request: EvaluationRequest,
    options?: EscTrustRequestOptions,
  ): Promise<TrustReport>;
  /** `POST /operations` as a dry run: answers the plan and stores nothing. */
  planOperation(
    request: OperationRequest,
    options?: EscTrustRequestOptions,
  ): Promise<Plan>;
  /**
   * `POST /operations`: plans and applies; the answer doesn't wait for the end.
   * 409 when the plan isn't the one of `planDigest` any more, or when the key
   * was used for another request.
   */
  startOperation(
    request: OperationRequest,
    options?: EscTrustRequestOptions & {
      /** The same key returns the same operation while it runs or has succeeded. */
      idempotencyKey?: string;
    },
  ): Promise<Operation>;
  /** `GET /operations/{id}`; 404 when there is none or the caller may not read it. */
  getOperation(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Operation>;
  /** `POST /operations/{id}/cancel`: takes a running operation back. */
  cancelOperation(
    id: string,
    options?: EscTrustRequestOptions,
  ): Promise<Operation>;
  /** `GET /operations`: one’s own and one’s teams’, the latest first. */
  listOperations(options?: EscTrustRequestOptions): Promise<OperationList>;
  /** `GET /provisioning-options`: what the signed-in user may choose. */
  getProvisioningOptions(
    query?: ProvisioningOptionsQuery,
    options?: EscTrustRequestOptions,
  ): Promise<ProvisioningOptions>;
}

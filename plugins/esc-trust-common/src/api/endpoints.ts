import { EnvironmentRef } from '../claims/environment';
import { TrustReport } from '../trust-report/types';
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

/**
 * What each route of the REST API takes and answers, as the OpenAPI document
 * says: for typed routers and clients of one's own.
 *
 * @remarks
 * The names are those that `\@backstage/backend-openapi-utils` takes: method and
 * path of the document; `_delete` is DELETE. Answers are those of success, and
 * of a plan that has moved, which comes with 409.
 *
 * @public
 */
export type EscTrustEndpoints = {
  '#get|/mappings': { query: MappingQuery; response: MappingList };
  '#post|/mappings': { body: RegisterMappingRequest; response: Mapping };
  '#get|/mappings/{id}': { path: { id: string }; response: Mapping };
  '#patch|/mappings/{id}': {
    path: { id: string };
    body: MappingChange;
    response: Mapping;
  };
  '#_delete|/mappings/{id}': { path: { id: string }; response: void };
  '#get|/mappings/{id}/history': {
    path: { id: string };
    query: HistoryQuery;
    response: History;
  };
  '#post|/mappings/{id}/assess': { path: { id: string }; response: Mapping };
  '#post|/mappings/{id}/verify': { path: { id: string }; response: Mapping };
  '#put|/mappings/{id}/acceptances/{fingerprint}': {
    path: { id: string; fingerprint: string };
    body: AcceptanceRequest;
    response: Mapping;
  };
  '#_delete|/mappings/{id}/acceptances/{fingerprint}': {
    path: { id: string; fingerprint: string };
    response: Mapping;
  };
  '#get|/summary': { query: SummaryQuery; response: Summary };
  '#post|/evaluations': { body: EvaluationRequest; response: TrustReport };
  '#get|/accounts': { response: AccountList };
  '#get|/accounts/{accountId}/roles': {
    path: { accountId: string };
    query: RoleQuery;
    response: RoleList;
  };
  '#get|/accounts/{accountId}/roles/{roleName}': {
    path: { accountId: string; roleName: string };
    response: RoleDetails;
  };
  '#get|/organizations': { response: OrganizationList };
  '#get|/environments': { query: EnvironmentQuery; response: EnvironmentList };
  '#get|/environments/{organization}/{project}/{name}': {
    path: EnvironmentRef;
    response: EnvironmentDetails;
  };
  '#get|/operations': { response: OperationList };
  '#post|/operations': {
    body: OperationRequest;
    response: Operation | Plan | { plan: Plan };
  };
  '#get|/operations/{id}': { path: { id: string }; response: Operation };
  '#post|/operations/{id}/cancel': {
    path: { id: string };
    response: Operation;
  };
  '#get|/provisioning-options': {
    query: ProvisioningOptionsQuery;
    response: ProvisioningOptions;
  };
};

import { EnvironmentRef } from '../../claims/environment';
import { Opening, SubjectAttribute } from '../../claims/types';
import { AwsLogin, DefinitionProblem } from '../../definition/types';
import * as report from '../../trust-report/types';
import * as account from '../accountTypes';
import * as environment from '../environmentTypes';
import { EscTrustEndpoints } from '../endpoints';
import { EscTrustApi } from '../EscTrustApi';
import * as change from '../mappingChangeTypes';
import * as operation from '../operationTypes';
import * as organization from '../organizationTypes';
import * as option from '../provisioningOptionTypes';
import * as role from '../roleTypes';
import * as mapping from '../types';
import { components, operations, paths } from './apiTypes';

/*
 * The compiler runs this test: the types of the package, which carry the
 * documentation, are the ones that the OpenAPI document describes.
 */

/** With all references followed. */
type Plain<T> = T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;

type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <
  T,
>() => T extends Plain<B> ? 1 : 2
  ? true
  : false;

type Schemas = components['schemas'];

/** The type of each schema. */
interface PublicTypes {
  Acceptance: mapping.Acceptance;
  AcceptanceRequest: mapping.AcceptanceRequest;
  Access: report.Access;
  Account: account.Account;
  AccountList: account.AccountList;
  AwsLogin: AwsLogin;
  DefinitionPosition: AwsLogin['position'];
  DefinitionProblem: DefinitionProblem;
  Environment: EnvironmentRef;
  EnvironmentDetails: environment.EnvironmentDetails;
  EnvironmentList: environment.EnvironmentList;
  EnvironmentLogin: environment.EnvironmentLogin;
  EvaluationRequest: mapping.EvaluationRequest;
  Exposure: report.Exposure;
  ExposureVerdict: report.ExposureVerdict;
  Finding: report.Finding;
  Gate: report.Gate;
  GateResult: report.GateResult;
  GroupCounts: change.GroupCounts;
  History: change.History;
  HistoryEntry: change.HistoryEntry;
  ListedEnvironment: environment.ListedEnvironment;
  ListedRole: role.ListedRole;
  LiveRole: role.LiveRole;
  Mapping: mapping.Mapping;
  MappingChange: change.MappingChange;
  MappingHeadline: environment.MappingHeadline;
  MappingList: mapping.MappingList;
  MappingSource: mapping.MappingSource;
  Opening: Opening;
  OpeningClaims: environment.OpeningClaims;
  OpeningReport: report.OpeningReport;
  Operation: operation.Operation;
  OperationList: operation.OperationList;
  OperationStep: operation.OperationStep;
  Organization: organization.Organization;
  OrganizationList: organization.OrganizationList;
  OwnerProvisioningOptions: option.OwnerProvisioningOptions;
  Plan: operation.Plan;
  PlannedStep: operation.PlannedStep;
  ProvisionOutcome: operation.ProvisionOutcome;
  ProvisionRequest: operation.ProvisionRequest;
  ProvisioningChoice: option.ProvisioningChoice;
  ProvisioningOptions: option.ProvisioningOptions;
  RegisterMappingRequest: mapping.RegisterMappingRequest;
  RoleDetails: role.RoleDetails;
  RoleIdentityProvider: role.RoleIdentityProvider;
  RoleList: role.RoleList;
  Status: report.TrustStatus;
  StatusCounts: change.GroupCounts['status'];
  SubjectAttribute: SubjectAttribute;
  Summary: change.Summary;
  TrustReport: report.TrustReport;
  Verification: mapping.Verification;
}

/** Texts with a pattern, and what no type of the package stands for. */
type Unnamed =
  | 'AccountId'
  | 'Duration'
  | 'EntityRef'
  | 'Error'
  | 'FindingCode'
  | 'Id'
  | 'MappingOperationRequest'
  | 'OperationConflict'
  | 'OperationRequest'
  | 'PulumiName'
  | 'RoleName';

/** The method of the client for each operation. */
interface Methods {
  AcceptFinding: 'acceptFinding';
  AssessMapping: 'assessMapping';
  CancelOperation: 'cancelOperation';
  ChangeMapping: 'changeMapping';
  Evaluate: 'evaluate';
  ForgetMapping: 'forgetMapping';
  GetEnvironment: 'getEnvironment';
  GetMapping: 'getMapping';
  GetMappingHistory: 'getMappingHistory';
  GetOperation: 'getOperation';
  GetProvisioningOptions: 'getProvisioningOptions';
  GetRole: 'getRole';
  GetSummary: 'getSummary';
  ListAccounts: 'listAccounts';
  ListEnvironments: 'listEnvironments';
  ListMappings: 'listMappings';
  ListOperations: 'listOperations';
  ListOrganizations: 'listOrganizations';
  ListRoles: 'listRoles';
  RegisterMapping: 'registerMapping';
  StartOperation: 'planOperation' | 'startOperation';
  VerifyMapping: 'verifyMapping';
  WithdrawAcceptance: 'withdrawAcceptance';
}

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : void;

/** What an operation answers when it succeeds. */
type Answer<Id extends keyof operations> = Json<
  operations[Id]['responses'][keyof operations[Id]['responses'] &
    (200 | 201 | 202 | 204)]
>;

type Query<Id extends keyof operations> = NonNullable<
  operations[Id]['parameters']['query']
>;

/**
 * The server refuses subject attributes that it doesn't know; requests are made
 * of definitions too, which may hold any.
 */
type AnyAttributes<T> = T extends Schemas['ProvisionRequest']
  ? Omit<T, 'login'> & {
      login?: Omit<NonNullable<T['login']>, 'subjectAttributes'> & {
        subjectAttributes?: string[];
      };
    }
  : T;

/** The operation of a route, by the name that it has in the endpoints. */
type OperationOf<Key> = Key extends `#${infer Method}|${infer Path}`
  ? Path extends keyof paths
    ? (
        Method extends '_delete' ? 'delete' : Method
      ) extends infer Verb extends keyof paths[Path]
      ? NonNullable<paths[Path][Verb]>
      : never
    : never
  : never;

type Verbs = 'get' | 'put' | 'post' | 'delete' | 'patch';

/** Every route of the document, by that name. */
type Routes = {
  [Path in keyof paths]: {
    [Verb in Verbs]: [NonNullable<paths[Path][Verb]>] extends [never]
      ? never
      : `#${Verb extends 'delete' ? '_delete' : Verb}|${Path}`;
  }[Verbs];
}[keyof paths];

/** What the document says that a route takes and answers. */
type Described<O> = (O extends { parameters: { path: infer Path } }
  ? { path: Path }
  : {}) &
  (O extends { parameters: { query?: infer Asked } }
    ? [NonNullable<Asked>] extends [never]
      ? {}
      : { query: NonNullable<Asked> }
    : {}) &
  (O extends { requestBody: infer Body }
    ? [Json<Body>] extends [void]
      ? {}
      : { body: Json<Body> }
    : {}) & {
    response: O extends { responses: infer Responses }
      ? Json<Responses[keyof Responses & (200 | 201 | 202 | 204)]>
      : never;
  };

/** Its body has parts that are compared by themselves, and a conflict a plan. */
type ComparedAlone = '#post|/operations';

/** Fails to compile unless it is given true, and only that. */
const proves = <T extends true>(what: string, _?: T) => what;

type AllTrue<T> = T[keyof T] extends true ? true : false;

const proven = [
  proves<Same<Exclude<keyof Schemas, Unnamed>, keyof PublicTypes>>(
    'every schema has a type',
  ),
  proves<
    AllTrue<{
      [Name in keyof PublicTypes]: Same<
        AnyAttributes<Schemas[Name]>,
        PublicTypes[Name]
      >;
    }>
  >('which says the same'),
  proves<Same<keyof operations, keyof Methods>>('every operation has a method'),
  proves<
    AllTrue<{
      [Id in keyof Methods]: Same<
        Answer<Id>,
        Awaited<ReturnType<EscTrustApi[Methods[Id]]>>
      >;
    }>
  >('which answers the same'),
  proves<Same<keyof EscTrustApi, Methods[keyof Methods]>>(
    'the client has no other methods',
  ),
  proves<
    Same<
      Omit<operation.RepairRequest, 'kind'>,
      Omit<Schemas['MappingOperationRequest'], 'kind'>
    >
  >('repairs have the schema of both'),
  proves<
    Same<
      Omit<operation.DeprovisionRequest, 'kind'>,
      Omit<Schemas['MappingOperationRequest'], 'kind'>
    >
  >('so do removals'),
  proves<
    Same<
      operation.OperationRequest['kind'],
      Schemas['OperationRequest']['kind']
    >
  >('no kind of operation is forgotten'),
  proves<Same<Routes, keyof EscTrustEndpoints>>('every route is an endpoint'),
  proves<
    AllTrue<{
      [Key in Exclude<keyof EscTrustEndpoints, ComparedAlone>]: Same<
        Described<OperationOf<Key>>,
        EscTrustEndpoints[Key]
      >;
    }>
  >('which takes and answers the same'),
  proves<
    Same<
      Answer<'StartOperation'> | { plan: operation.Plan },
      EscTrustEndpoints[ComparedAlone]['response']
    >
  >('a start answers the same'),
  proves<
    Same<EscTrustEndpoints[ComparedAlone]['body'], operation.OperationRequest>
  >('and takes the same'),
  proves<Same<mapping.MappingQuery, Query<'ListMappings'>>>('mappings'),
  proves<Same<change.SummaryQuery, Query<'GetSummary'>>>('summary'),
  proves<Same<change.HistoryQuery, Query<'GetMappingHistory'>>>('history'),
  proves<Same<role.RoleQuery, Query<'ListRoles'>>>('roles'),
  proves<Same<environment.EnvironmentQuery, Query<'ListEnvironments'>>>(
    'environments',
  ),
  proves<
    Same<option.ProvisioningOptionsQuery, Query<'GetProvisioningOptions'>>
  >('options'),
];

it('the types of the package are those of the OpenAPI document', () => {
  expect(proven.length).toBeGreaterThan(0);
});

/**
 * AWS IAM and STS and Pulumi Cloud in a box.
 *
 * @packageDocumentation
 */
export type {
  AwsPartition,
  PutRole,
  SimulatedAccount,
} from './aws/state/account';
export type { SimulatedAws } from './aws/state/aws';
export type { Consistency } from './aws/consistency';
export type { ArnLag } from './aws/replica';
export type { SimulatedIdentityProvider } from './aws/state/identityProvider';
export type { SimulatedManagedPolicy } from './aws/state/managedPolicies';
export type { AccountQuotas } from './aws/state/quotas';
export type { SimulatedRole } from './aws/state/role';
export type { NewIdentityProvider } from './aws/iam/identityProviders';
export type { NewManagedPolicy } from './aws/iam/customerPolicies';
export type { AwsCaller } from './aws/policy/principals';
export type { TrustRequest } from './aws/policy/judge';
export { judgeTrustPolicy } from './aws/policy/judge';
export type { PolicyDocument } from './aws/policy/document';
export type {
  JudgeComparison,
  JudgesDiffer,
  OtherJudge,
  RandomTrustRequest,
} from './aws/policy/compareJudges';
export { compareJudges } from './aws/policy/compareJudges';
export type { RandomTrustCase } from './aws/policy/randomTrust';
export { randomTrustCases } from './aws/policy/randomTrust';
export type { SimulatorCall } from './calls';
export type {
  CallListener,
  ErrorFault,
  Fault,
  FaultKind,
  FaultPlace,
  Faults,
  PassingCall,
} from './faults';
export { awsFaults, pulumiFaults } from './faultKinds';
export type { DemoData, DemoMapping } from './demo/loadDemoData';
export { loadDemoData } from './demo/loadDemoData';
export { serveCloudSimulator } from './http/serve';
export type { Opener } from './pulumi/claims';
export type {
  ClaimsComparison,
  ExpectedClaims,
} from './pulumi/compare/compareClaims';
export { compareClaims } from './pulumi/compare/compareClaims';
export type {
  ImportedEnvironment,
  RandomOpening,
  ToldOpening,
} from './pulumi/compare/randomOpenings';
export { randomOpenings } from './pulumi/compare/randomOpenings';
export type {
  DiagnosticPosition,
  PulumiDiagnostic,
} from './pulumi/definition/diagnostics';
export type { EnvironmentName } from './pulumi/names';
export type { EnvironmentTokenOptions } from './pulumi/opening/environmentToken';
export type { SimulatedPulumiCloud } from './pulumi/simulatedPulumiCloud';
export type {
  SimulatedEnvironment,
  StackReferrer,
} from './pulumi/state/environments';
export type { NewPulumiToken, PulumiScope } from './pulumi/state/tokens';
export type { CloudSimulator, TokenToMint } from './simulator';
export { createCloudSimulator } from './simulator';
export type { SortedMap } from './sortedMap';

import { EnvironmentRef } from '../claims/environment';
import {
  ExposureVerdict,
  Access,
  TrustReport,
  TrustStatus,
} from '../trust-report/types';

/** How a mapping came to be. @public */
export type MappingSource = 'provisioned' | 'registered' | 'discovered';

/**
 * The stored record "this login of this environment uses this role".
 *
 * @public
 */
export interface Mapping {
  id: string;
  environment: EnvironmentRef;
  /** Where the login stands in the definition, such as `aws.login`. */
  loginPath: string;
  /** Absent while the definition holds an expression instead of an ARN. */
  roleArn?: string;
  /** The role's account; absent with the ARN. */
  accountId?: string;
  /** Entity ref of the owner. */
  ownerRef?: string;
  /** Catalog entities whose pages show the mapping. */
  entityRefs: string[];
  source: MappingSource;
  trust: TrustReport;
  /** Set while the live state can't be read: the report is the last good one. */
  stale?: { since: string; reason: string };
  /** ISO 8601, as all times of the API. */
  createdAt: string;
  /** Entity ref of the user who provisioned or registered it. */
  createdBy: string;
  updatedAt: string;
}

/** One page of mappings. @public */
export interface MappingList {
  items: Mapping[];
  totalItems: number;
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

/** Filters of {@link EscTrustApi.listMappings}; values of one filter are alternatives. @public */
export interface MappingQuery {
  entityRef?: string[];
  ownerRef?: string[];
  /** Written `organization/project/name`. */
  environment?: string[];
  organization?: string[];
  project?: string[];
  accountId?: string[];
  status?: TrustStatus[];
  access?: Access[];
  exposure?: ExposureVerdict[];
  source?: MappingSource[];
  /** At most 100; default 50. */
  limit?: number;
  cursor?: string;
}

/** Body of `POST /mappings`. @public */
export interface RegisterMappingRequest {
  environment: EnvironmentRef;
  /** Default: the environment's only login. */
  loginPath?: string;
  ownerRef: string;
  entityRefs?: string[];
}

/** Body of `POST /evaluations`. @public */
export interface EvaluationRequest {
  environment: EnvironmentRef;
  login?: { subjectAttributes?: string[]; duration?: string };
  openings?: Array<{
    kind: 'direct' | 'import' | 'stack';
    root?: EnvironmentRef;
    importedAs?: string;
  }>;
  issuer?: string;
  role: {
    arn: string;
    /** The document as an object, as JSON text, or URL-encoded. */
    trustPolicy: string | Record<string, unknown>;
    /** Seconds. */
    maxSessionDuration?: number;
  };
  /** Absent: not known. Null: known to be missing. */
  identityProvider?: { arn?: string; clientIds: string[] } | null;
  /** Environments that are meant to share the role. */
  intended?: EnvironmentRef[];
}

/** Body of `POST /operations` with kind `provision`. @public */
export interface ProvisionRequest {
  kind: 'provision';
  environment: EnvironmentRef;
  /** 12 digits. */
  accountId: string;
  /** Entity ref of the team that will own the role. */
  ownerRef: string;
  entityRefs?: string[];
  role?: {
    /** Default `esc-{project}-{name}-{hash8}`, at most 64 characters. */
    name?: string;
    description?: string;
    managedPolicyArns?: string[];
    /** Seconds, 3600 to 43200; default 3600. */
    maxSessionDuration?: number;
  };
  login?: {
    /** Default `aws.login`. */
    path?: string;
    /** Default `['currentEnvironment.name']`. */
    subjectAttributes?: string[];
    /** Go style, such as `1h30m`; default `1h`. */
    duration?: string;
    /** 2 to 64 characters; default `pulumi-environments-session`. */
    sessionName?: string;
  };
  /** True answers the plan and stores nothing. */
  dryRun?: boolean;
  /** Digest of the plan that was agreed to: the apply is refused when it moved. */
  planDigest?: string;
}

/** The steps of an operation, in order. @public */
export type OperationStepName =
  | 'identity-provider'
  | 'audience'
  | 'role'
  | 'trust-policy'
  | 'permissions'
  | 'environment'
  | 'mapping'
  | 'assessment';

/** One planned change. @public */
export interface PlannedStep {
  step: OperationStepName;
  action: 'create' | 'update' | 'unchanged';
  /** What it is about, such as an ARN. */
  target: string;
  /** One sentence for people. */
  summary: string;
  before?: unknown;
  after?: unknown;
}

/** One step of an operation and how far it got. @public */
export interface OperationStep extends PlannedStep {
  state: 'pending' | 'applying' | 'succeeded' | 'failed' | 'rolled-back';
  /** Why it failed or could not be undone. */
  error?: string;
}

/** The states of an operation. @public */
export type OperationState =
  | 'pending'
  | 'applying'
  | 'succeeded'
  | 'rolling-back'
  | 'rolled-back'
  | 'needs-attention';

/** What a provision leads to. @public */
export interface ProvisionOutcome {
  roleArn: string;
  identityProviderArn: string;
  audience: string;
  subject: string;
  mappingId?: string;
  status?: TrustStatus;
}

/** A dry run's answer. @public */
export interface Plan {
  kind: 'provision';
  steps: PlannedStep[];
  planDigest: string;
  outcome: ProvisionOutcome;
}

/** A planned, journaled change of AWS and Pulumi Cloud. @public */
export interface Operation {
  id: string;
  kind: 'provision';
  state: OperationState;
  environment: EnvironmentRef;
  accountId: string;
  ownerRef: string;
  steps: OperationStep[];
  planDigest: string;
  outcome: ProvisionOutcome;
  /** What went wrong, or what a person has to do. */
  error?: string;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
}

/** One page of operations. @public */
export interface OperationList {
  items: Operation[];
}

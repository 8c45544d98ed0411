import { EnvironmentRef } from '../claims/environment';
import { TrustStatus } from '../trust-report/types';

/** What an operation does. @public */
export type OperationKind = 'provision' | 'repair' | 'deprovision';

/** What every request of an operation may say besides what it is for. @public */
export interface OperationRequestOptions {
  /** True answers the plan and stores nothing. */
  dryRun?: boolean;
  /** Digest of the plan that was agreed to: the apply is refused when it moved. */
  planDigest?: string;
}

/** Body of `POST /operations` with kind `provision`. @public */
export interface ProvisionRequest extends OperationRequestOptions {
  /** What to do. */
  kind: 'provision';
  /** The environment that gets a role and a login. */
  environment: EnvironmentRef;
  /** 12 digits. */
  accountId: string;
  /** Entity ref of the team that will own the role. */
  ownerRef: string;
  /** Catalog entities whose pages show the mapping; at most 20. */
  entityRefs?: string[];
  /** What the role is to be; the guardrails decide what is allowed. */
  role?: {
    /** Default: from the configured template, `esc-{project}-{name}-{hash8}`. */
    name?: string;
    /** Shown in AWS; at most 1,000 Latin-1 characters. */
    description?: string;
    /** ARNs of the policies that it gets. */
    managedPolicyArns?: string[];
    /**
     * A permissions policy of the role's own, as an object or as JSON text; at
     * most 10,240 characters without whitespace.
     */
    inlinePolicy?: string | Record<string, unknown>;
    /** ARN of the policy that bounds it; default: the one that is required. */
    permissionsBoundaryArn?: string;
    /** Seconds, 3600 to 43200; default 3600. */
    maxSessionDuration?: number;
    /** Beside the configured ones and the portal's own; 50 in all. */
    tags?: Record<string, string>;
  };
  /** What the environment's login is to be. */
  login?: {
    /** Default `aws.login`. */
    path?: string;
    /** Default `['currentEnvironment.name']`, which any list must hold. */
    subjectAttributes?: string[];
    /** Go style, such as `1h30m`; default `1h`. */
    duration?: string;
    /** 2 to 64 characters; default `pulumi-environments-session`. */
    sessionName?: string;
    /** ARNs of session policies: they narrow what the role may do. */
    policyArns?: string[];
  };
  /** False leaves the environment as it is: only AWS is changed. Default true. */
  configureEnvironment?: boolean;
  /** True takes over a role that is there already. Default false. */
  adoptRole?: boolean;
}

/** Body of `POST /operations` with kind `repair`. @public */
export interface RepairRequest extends OperationRequestOptions {
  /** What to do: make the live state fit the mapping again. */
  kind: 'repair';
  /** Of the mapping. */
  mappingId: string;
}

/** Body of `POST /operations` with kind `deprovision`. @public */
export interface DeprovisionRequest extends OperationRequestOptions {
  /** What to do: take back what the portal made for the mapping. */
  kind: 'deprovision';
  /** Of the mapping. */
  mappingId: string;
}

/** Body of `POST /operations`. @public */
export type OperationRequest =
  | ProvisionRequest
  | RepairRequest
  | DeprovisionRequest;

/** The steps of an operation, in order. @public */
export type OperationStepName =
  | 'identity-provider'
  | 'audience'
  | 'role'
  | 'trust-policy'
  | 'boundary'
  | 'permissions'
  | 'tags'
  | 'session-duration'
  | 'environment'
  | 'mapping'
  | 'assessment';

/** One planned change. @public */
export interface PlannedStep {
  /** Which step. */
  step: OperationStepName;
  /** `unchanged`: what is there fits already, nothing is written. */
  action: 'create' | 'update' | 'delete' | 'unchanged';
  /** What it is about, such as an ARN. */
  target: string;
  /** One sentence for people. */
  summary: string;
  /** What is there, as JSON; absent when nothing is. Never holds a secret. */
  before?: unknown;
  /** What will be there, as JSON. Never holds a secret. */
  after?: unknown;
}

/** One step of an operation and how far it got. @public */
export interface OperationStep extends PlannedStep {
  /** How far it got. */
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
  /** ARN that the role has, or will have. */
  roleArn: string;
  /** ARN of the issuer's identity provider in the role's account. */
  identityProviderArn: string;
  /** What the environment's tokens name as `aud`. */
  audience: string;
  /** What they name as `sub` when it is opened directly. */
  subject: string;
  /** Of the mapping; absent until it is recorded. */
  mappingId?: string;
  /** Headline of the mapping's trust report; absent until it is assessed. */
  status?: TrustStatus;
}

/** A dry run's answer. @public */
export interface Plan {
  /** What would be done. */
  kind: OperationKind;
  /** In the order in which they would be applied. */
  steps: PlannedStep[];
  /** Names this very plan in {@link OperationRequestOptions}. */
  planDigest: string;
  /** What it would lead to. */
  outcome: ProvisionOutcome;
}

/** A planned, journaled change of AWS and Pulumi Cloud. @public */
export interface Operation {
  /** UUID. */
  id: string;
  /** What it does. */
  kind: OperationKind;
  /** How far it got. */
  state: OperationState;
  /** The environment that it is for. */
  environment: EnvironmentRef;
  /** The role's account, 12 digits. */
  accountId: string;
  /** Entity ref of the team that will own the role. */
  ownerRef: string;
  /** In the order in which they are applied. */
  steps: OperationStep[];
  /** Names the plan that it applies. */
  planDigest: string;
  /** What it leads to, as far as it got. */
  outcome: ProvisionOutcome;
  /** What went wrong, or what a person has to do. */
  error?: string;
  /** ISO 8601. */
  createdAt: string;
  /** Entity ref of the user who asked for it. */
  createdBy: string;
  /** ISO 8601. */
  updatedAt: string;
}

/** One page of operations. @public */
export interface OperationList {
  /** Those that the caller asked for, the latest first. */
  items: Operation[];
}

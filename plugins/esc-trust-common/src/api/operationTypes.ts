import { EnvironmentRef } from '../claims/environment';
import { TrustStatus } from '../trust-report/types';

/** Body of `POST /operations` with kind `provision`. @public */
export interface ProvisionRequest {
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
    /** Default `esc-{project}-{name}-{hash8}`, at most 64 characters. */
    name?: string;
    /** Shown in AWS. */
    description?: string;
    /** ARNs of the policies that it gets. */
    managedPolicyArns?: string[];
    /** Seconds, 3600 to 43200; default 3600. */
    maxSessionDuration?: number;
  };
  /** What the environment's login is to be. */
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
  /** Which step. */
  step: OperationStepName;
  /** `unchanged`: what is there fits already, nothing is written. */
  action: 'create' | 'update' | 'unchanged';
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
  kind: 'provision';
  /** In the order in which they would be applied. */
  steps: PlannedStep[];
  /** Names this very plan in {@link ProvisionRequest}. */
  planDigest: string;
  /** What it would lead to. */
  outcome: ProvisionOutcome;
}

/** A planned, journaled change of AWS and Pulumi Cloud. @public */
export interface Operation {
  /** UUID. */
  id: string;
  /** What it does. */
  kind: 'provision';
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

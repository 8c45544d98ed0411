import {
  Operation,
  OperationRequest,
  OperationState,
  OperationStep,
  OperationStepName,
  parseEnvironmentRef,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { Caller } from '../../access/ownership';
import { DesiredState } from '../desiredState';

/** An operation as the database keeps it. */
export interface OperationRow {
  id: string;
  kind: Operation['kind'];
  state: OperationState;
  request: string;
  request_digest: string;
  steps: string;
  outcome: string;
  plan_digest: string;
  error: string | null;
  idempotency_key: string | null;
  desired: string | null;
  caller: string | null;
  memos: string | null;
  holder: string | null;
  cancelled_by: string | null;
  environment: string | null;
  account_id: string | null;
  owner_ref: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  lease_until: number | string;
}

/** What each step needs to know to take its writes back, JSON without secrets. */
export type Memos = Partial<Record<OperationStepName, unknown>>;

/** What changes while an operation runs. */
export interface JournalEntry {
  state: OperationState;
  steps: OperationStep[];
  outcome: ProvisionOutcome;
  memos: Memos;
  error?: string;
}

/** An operation that a run has taken over, with all that it needs to go on. */
export interface HeldOperation {
  operation: Operation;
  /** As it was asked for. */
  request: OperationRequest;
  desired: DesiredState;
  caller: Caller;
  memos: Memos;
  /** Names the run that holds it. */
  holder: string;
}

/** What everybody involved may see of an operation. */
export function toOperation(row: OperationRow): Operation {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    environment: parseEnvironmentRef(row.environment!)!,
    accountId: row.account_id!,
    ownerRef: row.owner_ref!,
    steps: JSON.parse(row.steps),
    planDigest: row.plan_digest,
    outcome: JSON.parse(row.outcome),
    ...(row.error ? { error: row.error } : {}),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

/** What a run needs of an operation. */
export function toHeldOperation(row: OperationRow): HeldOperation {
  return {
    operation: toOperation(row),
    request: JSON.parse(row.request),
    desired: JSON.parse(row.desired!),
    caller: JSON.parse(row.caller!),
    memos: JSON.parse(row.memos ?? '{}'),
    holder: row.holder!,
  };
}

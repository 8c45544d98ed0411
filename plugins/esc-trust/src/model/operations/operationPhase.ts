import {
  Mapping,
  Operation,
  OperationKind,
  OperationState,
  Plan,
} from '@internal/backstage-plugin-esc-trust-common';

/** What can be done to the live state of a mapping. */
export type MappingOperationKind = Extract<
  OperationKind,
  'repair' | 'deprovision'
>;

/** How an operation can end. */
export type EndState = Extract<
  OperationState,
  'succeeded' | 'rolled-back' | 'needs-attention'
>;

/** An operation that has ended. */
export type EndedOperation = Operation & { state: EndState };

/** How far an operation got, from the first look to the end. */
export type OperationPhase =
  | { name: 'idle' }
  | { name: 'planning' }
  /** The backend makes no plan, and says why. */
  | { name: 'refused'; error: Error }
  | {
      name: 'planned';
      plan: Plan;
      /** It isn't the plan that was agreed to: what is there has changed. */
      moved?: boolean;
      starting?: boolean;
      /** Why it could not be started. */
      error?: Error;
    }
  | {
      name: 'running';
      operation: Operation;
      cancelling?: boolean;
      /** Why the latest call went wrong; the operation itself goes on. */
      error?: Error;
    }
  | { name: 'ended'; operation: EndedOperation };

/**
 * Whether the portal may be able to repair what a mapping is about. The
 * backend knows for certain, and gives its reasons when it refuses.
 *
 * @param mapping - the mapping
 */
export function isRepairable({ trust, source }: Mapping): boolean {
  // Nobody has said what a discovered mapping should be.
  return trust.status !== 'trusted' && source !== 'discovered';
}

/**
 * Whether the portal may be able to take back what a mapping is about: only what
 * it has provisioned. The backend knows for certain.
 *
 * @param mapping - the mapping
 */
export function isRemovable({ source, ownerRef }: Mapping): boolean {
  return source === 'provisioned' && Boolean(ownerRef);
}

/**
 * Whether a plan changes nothing.
 *
 * @param plan - the plan
 */
export function isEmptyPlan({ steps }: Plan): boolean {
  return steps.every(({ action }) => action === 'unchanged');
}

/**
 * Whether an operation has ended, well or not.
 *
 * @param operation - the operation
 */
export function hasEnded(operation: Operation): operation is EndedOperation {
  return ['succeeded', 'rolled-back', 'needs-attention'].includes(
    operation.state,
  );
}

/**
 * Where an operation stands.
 *
 * @param operation - the operation, as it was read last
 */
export function phaseOf(operation: Operation): OperationPhase {
  return hasEnded(operation)
    ? { name: 'ended', operation }
    : { name: 'running', operation };
}

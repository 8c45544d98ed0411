import {
  Operation,
  OperationKind,
  OperationState,
} from '@internal/backstage-plugin-esc-trust-common';

/** By what a list of operations can be narrowed down. */
export const STATE_FILTERS = [
  'all',
  'running',
  'succeeded',
  'rolled-back',
  'needs-attention',
] as const;

/** See {@link STATE_FILTERS}. */
export type StateFilter = (typeof STATE_FILTERS)[number];

const RUNNING: readonly OperationState[] = [
  'pending',
  'applying',
  'rolling-back',
];

const STATES: readonly OperationState[] = [
  ...RUNNING,
  'succeeded',
  'rolled-back',
  'needs-attention',
];

const KINDS: readonly OperationKind[] = ['provision', 'repair', 'deprovision'];

/**
 * What kind an operation is of, as far as this version has words for it: a newer
 * backend may know others.
 *
 * @param operation - the operation
 * @returns undefined for another one
 */
export function knownKind({
  kind,
}: Pick<Operation, 'kind'>): OperationKind | undefined {
  return KINDS.find(known => known === kind);
}

/**
 * How far an operation got, as far as this version has words for it.
 *
 * @param state - of the operation
 * @returns undefined for one of a newer backend
 */
export function knownState(state: OperationState): OperationState | undefined {
  return STATES.find(known => known === state);
}

/**
 * Whether an operation may still get further.
 *
 * @param operation - the operation
 */
export function isRunning({ state }: Pick<Operation, 'state'>): boolean {
  return RUNNING.includes(state);
}

/**
 * What an address asks for.
 *
 * @param value - of its parameter; whatever isn't a filter shows all
 */
export function stateFilterOf(value: string | null): StateFilter {
  return STATE_FILTERS.find(filter => filter === value) ?? 'all';
}

/**
 * Whether an operation passes a filter.
 *
 * @param operation - the operation
 * @param filter - the filter
 */
export function passes(
  operation: Pick<Operation, 'state'>,
  filter: StateFilter,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'running':
      return isRunning(operation);
    default:
      return operation.state === filter;
  }
}

/** A span of time in its two largest units. */
export type Duration =
  | { unit: 'seconds'; seconds: number }
  | { unit: 'minutes'; minutes: number; seconds: number }
  | { unit: 'hours'; hours: number; minutes: number };

/**
 * How long an operation took, or has taken so far.
 *
 * @param operation - the operation
 * @param now - milliseconds since the epoch
 */
export function durationOf(
  operation: Pick<Operation, 'state' | 'createdAt' | 'updatedAt'>,
  now: number = Date.now(),
): Duration {
  const end = isRunning(operation) ? now : Date.parse(operation.updatedAt);
  const ms = Math.max(0, end - Date.parse(operation.createdAt));
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) {
    return { unit: 'hours', hours, minutes: minutes % 60 };
  }
  return minutes > 0
    ? { unit: 'minutes', minutes, seconds: seconds % 60 }
    : { unit: 'seconds', seconds };
}

import {
  Operation,
  OperationState,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { setTimeout as wait } from 'node:timers/promises';
import { describeStep } from './describeStep';

const LINE_DELAY_MS = 20;
/** A backend that restarts is back by then; the operation goes on meanwhile. */
const MOST_FAILED_LOOKS = 30;
const LONGEST_WAIT_MS = 5_000;

/** How an operation is followed. */
export interface FollowOptions {
  look: (id: string) => Promise<Operation>;
  /** Takes the operation back; rejects when it has ended. */
  cancel: (id: string) => Promise<Operation>;
  onLine: (line: string) => void;
  pollIntervalMs: number;
  /** Cancels the operation, which is then followed until it is taken back. */
  signal?: AbortSignal;
}

/**
 * Follows an operation to its end and reports each step as it ends.
 *
 * @throws Error with the operation's sentence when it doesn't succeed
 */
export async function followOperation(
  operation: Operation,
  options: FollowOptions,
): Promise<ProvisionOutcome> {
  const { onLine, signal } = options;
  const report = createReporter(onLine);
  let current = operation;
  let isCancelled = false;
  for (;;) {
    await report(current);
    if (isEnd(current.state)) {
      return outcomeOf(current);
    }
    if (signal?.aborted && !isCancelled) {
      // An operation that has ended by now says so at the next look.
      isCancelled = await options.cancel(current.id).then(
        () => true,
        error => isRefusal(error),
      );
      if (isCancelled) {
        onLine('The task was cancelled: taking everything back');
      }
    }
    await pause(options.pollIntervalMs, signal?.aborted ? undefined : signal);
    current = await lookPatiently(current.id, options);
  }
}

function isEnd(state: OperationState): boolean {
  return ['succeeded', 'rolled-back', 'needs-attention'].includes(state);
}

/** A failed operation fails the step, with what became of its changes. */
function outcomeOf({ state, error, outcome }: Operation): ProvisionOutcome {
  if (state === 'succeeded') {
    return outcome;
  }
  const sentence = (error ?? 'The operation failed').replace(/\.$/, '');
  throw new Error(
    state === 'rolled-back'
      ? `${sentence}. Everything was rolled back: nothing has changed`
      : `This needs a person: ${sentence}`,
  );
}

/** Each step once, and again when it is taken back. */
function createReporter(onLine: (line: string) => void) {
  const reported = new Set<string>();
  return async ({ state, steps }: Operation) => {
    // The way back goes from the last step to the first.
    const isBack = state === 'rolling-back' || state === 'rolled-back';
    for (const step of isBack ? [...steps].reverse() : steps) {
      const line = describeStep(step);
      const key = `${step.step} ${step.state}`;
      if (line && !reported.has(key)) {
        reported.add(key);
        onLine(line);
        // The scaffolder stores log lines without waiting: lines written at once
        // may be shown in another order.
        await wait(LINE_DELAY_MS);
      }
    }
  };
}

/** A refusal is final; a backend that doesn't answer is asked again. */
async function lookPatiently(
  id: string,
  { look, pollIntervalMs }: FollowOptions,
): Promise<Operation> {
  for (let failures = 1; ; failures++) {
    try {
      return await look(id);
    } catch (error) {
      if (isRefusal(error) || failures >= MOST_FAILED_LOOKS) {
        throw error;
      }
      await wait(Math.min(pollIntervalMs * failures, LONGEST_WAIT_MS));
    }
  }
}

function isRefusal(error: unknown): boolean {
  return ['ConflictError', 'InputError', 'NotAllowedError'].includes(
    (error as Error)?.name,
  );
}

/** Waits, but no longer than until the task is cancelled. */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

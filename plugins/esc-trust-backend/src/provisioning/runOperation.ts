import { isError } from '@backstage/errors';
import {
  OperationState,
  OperationStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { Clock } from '../time/Clock';
import { LeaseLostError } from './journal/OperationStore';
import { HeldOperation, JournalEntry } from './journal/rows';
import { ProvisioningStep, StepContext } from './steps/ProvisioningStep';

/** What came with an outage is tried again for about two minutes. */
const CONNECT = { tries: 12, waitMs: 10_000 };
const UNDO = { tries: 3, waitMs: 10_000 };

/** What the steps may use. */
export interface Connection {
  /** On their way forward. */
  forward: Omit<StepContext, 'actionOf'>;
  /** On their way back, which nobody can cancel. */
  back: Omit<StepContext, 'actionOf' | 'signal'>;
}

/** How an operation is run. */
export interface RunOptions {
  /** The steps of its kind, in order. */
  steps: ProvisioningStep[];
  /** Reaches the clouds. */
  connect: () => Promise<Connection>;
  clock: Clock;
  /** Writes the journal: before each write, and after each step. */
  record: (entry: JournalEntry) => Promise<void>;
  /** Last look before the first write, now that nobody else may write. */
  checkBefore: () => Promise<void>;
  /** What a user should read of a failure. */
  describeError: (error: unknown) => string;
}

/** The journal of one run. */
class Journal {
  readonly entry: JournalEntry;
  readonly #record: RunOptions['record'];

  constructor(held: HeldOperation, record: RunOptions['record']) {
    const { state, steps, outcome, error } = held.operation;
    this.entry = {
      state,
      steps: steps.map(step => ({ ...step })),
      outcome: { ...outcome },
      memos: { ...held.memos },
      error,
    };
    this.#record = record;
  }

  async write(
    state: OperationState,
    step?: OperationStep,
    change: Partial<OperationStep> = {},
  ): Promise<void> {
    this.entry.state = state;
    if (step) {
      Object.assign(step, change);
    }
    await this.#record(this.entry);
  }
}

/**
 * Runs an operation to its end: its steps in order and, when one fails or
 * somebody cancels, everything back that it did, in reverse order. Goes on where
 * an earlier run stopped, wherever that was.
 *
 * @returns the end: `succeeded`, `rolled-back`, or `needs-attention` with what a
 *   person has to do
 * @throws what writing the journal rejects with: then this run is over, and
 *   another one goes on
 */
export async function runOperation(
  held: HeldOperation,
  options: RunOptions,
): Promise<JournalEntry> {
  const journal = new Journal(held, options.record);
  const { entry } = journal;
  let connection: Connection;
  try {
    connection = await patiently(
      options,
      // A new operation can be started again at any time.
      entry.state === 'pending' ? { tries: 1, waitMs: 0 } : CONNECT,
      options.connect,
    );
  } catch (error) {
    refuseLostLease(error);
    await giveUp(journal, options.describeError(error));
    return entry;
  }
  if (entry.steps.every(step => step.state === 'pending')) {
    await journal.write('applying');
    try {
      await options.checkBefore();
    } catch (error) {
      refuseLostLease(error);
      entry.error = options.describeError(error);
      await journal.write('rolled-back');
      return entry;
    }
  }
  if (entry.state === 'applying') {
    await goForward(journal, connection, options);
  }
  if (entry.state === 'rolling-back') {
    await goBack(journal, connection, options);
  }
  return entry;
}

async function goForward(
  journal: Journal,
  { forward }: Connection,
  options: RunOptions,
): Promise<void> {
  const { entry } = journal;
  const { signal } = forward;
  for (const step of entry.steps) {
    if (step.state === 'succeeded') {
      continue;
    }
    try {
      await journal.write('applying', step, { state: 'applying' });
      if (!isPastReturn(entry)) {
        signal?.throwIfAborted();
      }
      const { outcome, attention, ...result } = await handlerOf(
        step,
        options,
      ).apply({
        ...forward,
        actionOf: name => actionOf(entry, name),
        memo: entry.memos[step.step],
        remember: async memo => {
          entry.memos[step.step] = memo;
          await journal.write('applying');
        },
      });
      Object.assign(entry.outcome, outcome);
      await journal.write(
        'applying',
        step,
        attention
          ? { state: 'failed', error: attention, ...result }
          : { state: 'succeeded', ...result },
      );
    } catch (error) {
      refuseLostLease(error);
      entry.error = options.describeError(error);
      await journal.write('rolling-back', step, {
        state: 'failed',
        error: entry.error,
      });
      return;
    }
  }
  if (signal?.aborted && !isPastReturn(entry)) {
    entry.error = options.describeError(signal.reason);
    await journal.write('rolling-back');
    return;
  }
  const open = entry.steps.filter(step => step.state === 'failed');
  entry.error = open.map(step => step.error).join('. ') || undefined;
  await journal.write(open.length > 0 ? 'needs-attention' : 'succeeded');
}

/** Takes back what the memos say; each goes when that is done. */
async function goBack(
  journal: Journal,
  { back }: Connection,
  options: RunOptions,
): Promise<void> {
  const { entry } = journal;
  const leftovers: string[] = [];
  for (const step of [...entry.steps].reverse()) {
    const memo = entry.memos[step.step];
    if (memo === undefined) {
      continue;
    }
    try {
      await patiently(options, UNDO, async () =>
        handlerOf(step, options).undo?.(memo, {
          ...back,
          actionOf: name => actionOf(entry, name),
        }),
      );
      entry.memos[step.step] = undefined;
      await journal.write(
        'rolling-back',
        step,
        step.state === 'failed' ? {} : { state: 'rolled-back' },
      );
    } catch (error) {
      refuseLostLease(error);
      const message = options.describeError(error);
      leftovers.push(`${nameOf(step)}: ${message}`);
      await journal.write('rolling-back', step, {
        state: 'failed',
        error: message,
      });
    }
  }
  if (leftovers.length === 0) {
    for (const step of entry.steps) {
      // What came with another step, as a new role's trust policy does, has
      // gone with it.
      if (step.state === 'succeeded' && step.action !== 'unchanged') {
        step.state = 'rolled-back';
      }
    }
    await journal.write('rolled-back');
  } else {
    entry.error = `${entry.error}. Not taken back: ${leftovers.join('; ')}`;
    await journal.write('needs-attention');
  }
}

/** Ends an operation of which nothing can be reached any more. */
async function giveUp(journal: Journal, why: string): Promise<void> {
  const { entry } = journal;
  const written = entry.steps.filter(
    ({ step }) => entry.memos[step] !== undefined,
  );
  if (written.length === 0) {
    entry.error ??= why;
    await journal.write('rolled-back');
    return;
  }
  for (const step of written) {
    Object.assign(step, { state: 'failed', error: why });
  }
  entry.error = `${
    entry.error ? `${entry.error}. ` : ''
  }${why}. Not taken back: ${written.map(nameOf).join('; ')}`;
  await journal.write('needs-attention');
}

/** Tries again what an outage is in the way of. */
async function patiently<T>(
  { clock }: RunOptions,
  { tries, waitMs }: { tries: number; waitMs: number },
  run: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const isOutage =
        isError(error) && error.name === 'ServiceUnavailableError';
      if (!isOutage || attempt >= tries) {
        throw error;
      }
      await clock.wait(waitMs);
    }
  }
}

/** A role that has been deleted can't come back: it is too late to cancel. */
function isPastReturn({ steps }: JournalEntry): boolean {
  return steps.some(
    ({ step, action, state }) =>
      step === 'role' && action === 'delete' && state === 'succeeded',
  );
}

function nameOf({ step, target }: OperationStep): string {
  return `${step} (${target})`;
}

function handlerOf(
  { step }: OperationStep,
  { steps }: RunOptions,
): ProvisioningStep {
  const handler = steps.find(({ name }) => name === step);
  if (!handler) {
    throw new Error(`This version doesn't know the step ${step}`);
  }
  return handler;
}

function actionOf(entry: JournalEntry, name: OperationStep['step']) {
  return entry.steps.find(s => s.step === name && s.state === 'succeeded')
    ?.action;
}

/** Another run may be at work: this one must not even write the journal. */
function refuseLostLease(error: unknown): void {
  if (error instanceof LeaseLostError) {
    throw error;
  }
}

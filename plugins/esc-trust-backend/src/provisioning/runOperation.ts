import {
  OperationState,
  OperationStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { LeaseLostError } from './journal/OperationStore';
import { HeldOperation, JournalEntry } from './journal/rows';
import { ProvisioningStep, StepContext } from './steps/ProvisioningStep';

/** How an operation is run. */
export interface RunOptions {
  /** The steps of its kind, in order. */
  steps: ProvisioningStep[];
  /** What the steps may use on their way forward. */
  forward: Omit<StepContext, 'actionOf'>;
  /** What they may use on their way back, which nobody can cancel. */
  back: Omit<StepContext, 'actionOf' | 'signal'>;
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
  if (entry.state === 'pending') {
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
    await goForward(journal, options);
  }
  if (entry.state === 'rolling-back') {
    await goBack(journal, options);
  }
  return entry;
}

async function goForward(journal: Journal, options: RunOptions): Promise<void> {
  const { entry } = journal;
  const { signal } = options.forward;
  for (const step of entry.steps) {
    if (step.state === 'succeeded') {
      continue;
    }
    try {
      await journal.write('applying', step, { state: 'applying' });
      signal?.throwIfAborted();
      const { outcome, attention, ...result } = await handlerOf(
        step,
        options,
      ).apply({
        ...options.forward,
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
  const open = entry.steps.filter(step => step.state === 'failed');
  entry.error = open.map(step => step.error).join('. ') || undefined;
  await journal.write(open.length > 0 ? 'needs-attention' : 'succeeded');
}

/** Takes back what the memos say; each goes when that is done. */
async function goBack(journal: Journal, options: RunOptions): Promise<void> {
  const { entry } = journal;
  const leftovers: string[] = [];
  for (const step of [...entry.steps].reverse()) {
    const memo = entry.memos[step.step];
    if (memo === undefined) {
      continue;
    }
    try {
      await handlerOf(step, options).undo?.(memo, {
        ...options.back,
        actionOf: name => actionOf(entry, name),
      });
      entry.memos[step.step] = undefined;
      await journal.write(
        'rolling-back',
        step,
        step.state === 'failed' ? {} : { state: 'rolled-back' },
      );
    } catch (error) {
      refuseLostLease(error);
      const message = options.describeError(error);
      leftovers.push(`${step.step} (${step.target}): ${message}`);
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

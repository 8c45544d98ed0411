import {
  Operation,
  OperationState,
  OperationStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { JournalEntry } from './OperationStore';
import { PROVISIONING_STEPS } from './steps';
import { StepContext } from './steps/ProvisioningStep';

/** How to take back what a step did. */
interface Undo {
  step: number;
  run: () => Promise<void>;
}

/**
 * Applies an operation's steps in order. When one fails, everything that this
 * operation did is taken back in reverse order.
 *
 * @param operation - as stored
 * @param context - what the steps may use
 * @param record - writes the journal: before each step, and after
 * @returns the end: `succeeded`, `rolled-back`, or `needs-attention` with what a
 *   person has to do
 */
export async function applyOperation(
  operation: Operation,
  context: Omit<StepContext, 'actionOf' | 'onUndo'>,
  record: (entry: JournalEntry) => Promise<void>,
  options: {
    /** Last look before the first write, now that nobody else may write. */
    checkBefore: () => Promise<void>;
    /** What a user should read of a failure. */
    describeError: (error: unknown) => string;
  },
): Promise<JournalEntry> {
  const entry: JournalEntry = {
    state: 'applying',
    steps: operation.steps.map(step => ({ ...step })),
    outcome: { ...operation.outcome },
  };
  const undos: Undo[] = [];
  const journal = async (
    state: OperationState,
    index?: number,
    change: Partial<OperationStep> = {},
  ) => {
    entry.state = state;
    if (index !== undefined) {
      Object.assign(entry.steps[index], change);
    }
    await record(entry);
  };

  try {
    await journal('applying');
    await options.checkBefore();
  } catch (error) {
    entry.error = options.describeError(error);
    await journal('rolled-back');
    return entry;
  }
  for (const [index, step] of PROVISIONING_STEPS.entries()) {
    try {
      await journal('applying', index, { state: 'applying' });
      const { outcome, ...result } = await step.apply({
        ...context,
        actionOf: name =>
          entry.steps.find(s => s.step === name && s.state === 'succeeded')
            ?.action,
        onUndo: run => undos.push({ step: index, run }),
      });
      Object.assign(entry.outcome, outcome);
      await journal('applying', index, { state: 'succeeded', ...result });
    } catch (error) {
      entry.error = options.describeError(error);
      await journal('rolling-back', index, {
        state: 'failed',
        error: entry.error,
      });
      return rollBack(entry, undos, journal, options.describeError);
    }
  }
  await journal('succeeded');
  return entry;
}

async function rollBack(
  entry: JournalEntry,
  undos: Undo[],
  journal: (
    state: OperationState,
    index?: number,
    change?: Partial<OperationStep>,
  ) => Promise<void>,
  describeError: (error: unknown) => string,
): Promise<JournalEntry> {
  const leftovers: string[] = [];
  for (const { step, run } of undos.reverse()) {
    try {
      await run();
      if (entry.steps[step].state !== 'failed') {
        await journal('rolling-back', step, { state: 'rolled-back' });
      }
    } catch (error) {
      const message = describeError(error);
      leftovers.push(
        `${entry.steps[step].step} (${entry.steps[step].target}): ${message}`,
      );
      await journal('rolling-back', step, { state: 'failed', error: message });
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
    await journal('rolled-back');
  } else {
    entry.error = `${entry.error}. Not taken back: ${leftovers.join('; ')}`;
    await journal('needs-attention');
  }
  return entry;
}

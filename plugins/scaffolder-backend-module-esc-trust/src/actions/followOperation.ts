import {
  Operation,
  ProvisionOutcome,
} from '@internal/backstage-plugin-esc-trust-common';
import { setTimeout as wait } from 'node:timers/promises';
import { describeStep } from './describeStep';

const LINE_DELAY_MS = 20;

/**
 * Follows an operation to its end and reports each step as it ends.
 *
 * @throws Error with the operation's sentence when it doesn't succeed
 */
export async function followOperation(
  operation: Operation,
  options: {
    look: (id: string) => Promise<Operation>;
    onStep: (line: string) => void;
    pollIntervalMs: number;
    signal?: AbortSignal;
  },
): Promise<ProvisionOutcome> {
  const { look, onStep, pollIntervalMs, signal } = options;
  let current = operation;
  let reported = 0;
  for (;;) {
    while (current.steps[reported]?.state === 'succeeded') {
      onStep(describeStep(current.steps[reported]));
      reported++;
      // The scaffolder stores log lines without waiting: lines written at once
      // may be shown in another order.
      await wait(LINE_DELAY_MS, undefined, { signal });
    }
    switch (current.state) {
      case 'succeeded':
        return current.outcome;
      case 'rolled-back':
        throw new Error(
          `${current.error}. Everything was rolled back: nothing has changed`,
        );
      case 'needs-attention':
        throw new Error(current.error ?? 'The operation needs attention');
      default:
        await wait(pollIntervalMs, undefined, { signal });
        current = await look(current.id);
    }
  }
}

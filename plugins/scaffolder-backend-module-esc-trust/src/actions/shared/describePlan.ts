import { PlannedStep } from '@internal/backstage-plugin-esc-trust-common';
import { describePlannedStep } from './describeStep';
import { lineDiff } from './lineDiff';

/**
 * A plan as lines of text: each step one line, the trust policy's change as a
 * diff below its own.
 */
export function describePlan(steps: PlannedStep[]): string[] {
  return steps.flatMap(step => [
    describePlannedStep(step),
    ...(step.step === 'trust-policy' && step.action !== 'unchanged'
      ? lineDiff(readable(step.before), readable(step.after))
      : []),
  ]);
}

/** A policy is an object or JSON text; what isn't JSON is shown as it is. */
function readable(policy: unknown): string {
  if (policy === undefined || policy === null) {
    return '';
  }
  if (typeof policy !== 'string') {
    return JSON.stringify(policy, undefined, 2);
  }
  try {
    return JSON.stringify(JSON.parse(policy), undefined, 2);
  } catch {
    return policy;
  }
}

import { PlannedStep } from '@internal/backstage-plugin-esc-trust-common';

const DONE = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
} as const;

/** A step as one line of the task log. */
export function describeStep(step: PlannedStep): string {
  return `${step.step.replaceAll('-', ' ')}: ${DONE[step.action]} (${
    step.summary
  })`;
}

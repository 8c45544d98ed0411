import { PlannedStep } from '@internal/backstage-plugin-esc-trust-common';

const DONE = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  unchanged: 'unchanged',
};

const PLANNED = {
  create: 'would be created',
  update: 'would be updated',
  delete: 'would be deleted',
  unchanged: 'unchanged',
};

/** A step as one line of the task log; a dry run only says what would happen. */
export function describeStep(
  step: PlannedStep,
  options: { isDryRun?: boolean } = {},
): string {
  const words = options.isDryRun ? PLANNED : DONE;
  return `${step.step.replaceAll('-', ' ')}: ${words[step.action]} (${
    step.summary
  })`;
}

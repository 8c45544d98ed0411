import {
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';

const DONE = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  unchanged: 'unchanged',
};

const PLANNED = {
  create: 'to be created',
  update: 'to be updated',
  delete: 'to be deleted',
  unchanged: 'nothing to do',
};

const nameOf = ({ step }: PlannedStep) => step.replaceAll('-', ' ');

/** A step that is only planned, as one line of the task log. */
export function describePlannedStep(step: PlannedStep): string {
  return `${nameOf(step)}: ${PLANNED[step.action]} (${step.summary})`;
}

/** How far a step got, as one line; nothing while it hasn't ended. */
export function describeStep(step: OperationStep): string | undefined {
  switch (step.state) {
    case 'succeeded':
      return `${nameOf(step)}: ${DONE[step.action]} (${step.summary})`;
    case 'failed':
      return `${nameOf(step)}: failed (${step.error ?? step.summary})`;
    case 'rolled-back':
      return `${nameOf(step)}: taken back (${step.summary})`;
    default:
      return undefined;
  }
}

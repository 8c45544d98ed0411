import { ConflictError } from '@backstage/errors';
import { Plan } from '@internal/backstage-plugin-esc-trust-common';

/** Refuses an apply whose plan has changed since it was agreed to. */
export class PlanChangedError extends ConflictError {
  readonly plan: Plan;

  constructor(plan: Plan) {
    super(
      'What is there has changed since the plan was made: look at the new plan',
    );
    this.name = 'ConflictError';
    this.plan = plan;
  }
}

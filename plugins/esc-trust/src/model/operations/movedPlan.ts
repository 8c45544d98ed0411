import { isError } from '@backstage/errors';
import { Plan } from '@internal/backstage-plugin-esc-trust-common';

/**
 * The plan as it is now, when the backend refused to apply the one that was
 * agreed to.
 *
 * @param error - what starting the operation threw
 * @returns undefined when it was refused for another reason, such as another
 *   operation that holds the role
 */
export function movedPlan(error: unknown): Plan | undefined {
  if (!isError(error) || error.statusCode !== 409) {
    return undefined;
  }
  return (error.body as { plan?: Plan } | undefined)?.plan;
}

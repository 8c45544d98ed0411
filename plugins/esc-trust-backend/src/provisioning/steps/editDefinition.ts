import { isError } from '@backstage/errors';
import { ApprovalNeededError } from '../../pulumi/ApprovalNeededError';
import { UnansweredError } from '../../time/UnansweredError';
import { LeaseLostError } from '../journal/OperationStore';
import { observeEnvironment } from '../observedState';
import { StepContext } from './ProvisioningStep';

/** A definition is read and edited again this often when it changes meanwhile. */
const MOST_TRIES = 5;

/**
 * Edits an environment's current definition, bound to its ETag; when it changes
 * meanwhile, the newer one.
 *
 * @param change - makes the new text of the current one, the same when there is
 *   nothing to do; called again for a newer one
 * @returns whether it was edited; undefined when there is no environment
 * @throws what the guard throws, ApprovalNeededError, and what Pulumi Cloud
 *   refuses
 */
export async function editDefinition(
  context: Pick<StepContext, 'desired' | 'pulumi' | 'guard'>,
  change: (yaml: string) => Promise<string> | string,
): Promise<boolean | undefined> {
  const { pulumi, guard } = context;
  const { environment } = context.desired;
  for (let attempt = 1; ; attempt++) {
    const current = await observeEnvironment(pulumi, environment);
    if (!current) {
      return undefined;
    }
    guard.environment(current);
    const yaml = await change(current.yaml);
    if (yaml === current.yaml) {
      // After an answer that got lost, this says that it was a success.
      return attempt > 1;
    }
    try {
      await pulumi.updateEnvironment(environment, { yaml, etag: current.etag });
      return true;
    } catch (error) {
      if (!mayTryAgain(error) || attempt >= MOST_TRIES) {
        throw error;
      }
    }
  }
}

/** What nobody answered is bound to its ETag: reading again tells. */
function mayTryAgain(error: unknown): boolean {
  return (
    error instanceof UnansweredError ||
    (isError(error) &&
      error.name === 'ConflictError' &&
      !(error instanceof ApprovalNeededError) &&
      !(error instanceof LeaseLostError))
  );
}

import { ConflictError } from '@backstage/errors';
import { ObservedState, observeRole } from '../observedState';
import { StepContext } from './ProvisioningStep';

/**
 * The role as it is now, once it is certain that it is still ours and the
 * caller's.
 *
 * @throws what the guard throws, and ConflictError when it has disappeared
 */
export async function readOwnRole({
  desired,
  reader,
  guard,
}: Pick<StepContext, 'desired' | 'reader' | 'guard'>): Promise<
  NonNullable<ObservedState['role']>
> {
  const { name } = desired.role;
  const state = await observeRole(reader, name);
  if (!state) {
    throw new ConflictError(`The role ${name} has disappeared`);
  }
  await guard.role(state);
  return state;
}

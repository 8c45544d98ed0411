import { ConflictError } from '@backstage/errors';
import { ObservedState } from '../observedState';
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
  const role = await reader.getRole(name);
  if (!role) {
    throw new ConflictError(`The role ${name} has disappeared`);
  }
  const state = {
    ...role,
    attachedPolicyArns: await reader.listAttachedPolicies(name),
  };
  await guard.role(state);
  return state;
}

import { ConflictError } from '@backstage/errors';
import { ObservedState, observeRole } from '../observedState';
import { StepContext } from './ProvisioningStep';

/** There is no role any more. */
class RoleGoneError extends ConflictError {
  constructor(name: string) {
    super(`The role ${name} has disappeared`);
    this.name = 'ConflictError';
  }
}

/** Takes something back on a role; with the role it has gone by itself. */
export function unlessGone<Memo>(
  undo: (memo: Memo, context: StepContext) => Promise<void>,
): (memo: Memo, context: StepContext) => Promise<void> {
  return async (memo, context) => {
    try {
      await undo(memo, context);
    } catch (error) {
      if (!(error instanceof RoleGoneError)) {
        throw error;
      }
    }
  };
}

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
    throw new RoleGoneError(name);
  }
  await guard.role(state);
  return state;
}

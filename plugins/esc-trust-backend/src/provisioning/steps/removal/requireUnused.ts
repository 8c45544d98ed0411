import { ConflictError } from '@backstage/errors';
import { ObservedState } from '../../observedState';
import { isNothingLeft } from '../../planning/removedState';
import { StepContext } from '../ProvisioningStep';

/**
 * Asked again of the role as it is: somebody may have let others use it since
 * the removal was planned.
 *
 * @throws ConflictError when anybody else uses it by now
 */
export async function requireUnused(
  { desired, mappings }: StepContext,
  role: NonNullable<ObservedState['role']>,
): Promise<void> {
  const { environment, login } = desired;
  const own = await mappings.findByLogin(environment, login.path);
  const consents = await mappings.listIntendedEnvironments(role.arn);
  if (
    consents.some(({ mappingId }) => mappingId !== own?.id) ||
    !isNothingLeft(role.trustPolicy, environment)
  ) {
    throw new ConflictError(
      `Somebody else uses the role ${role.name} by now: start the removal again, and the role stays`,
    );
  }
}

import { DesiredState } from '../desiredState';
import { ObservedState } from '../observedState';

/**
 * An adopted role keeps its path: it is where it is. Pure.
 *
 * @param desired - as it was asked for
 */
export function adoptedState(
  desired: DesiredState,
  { role }: ObservedState,
): DesiredState {
  if (!desired.adoptsRole || !role) {
    return desired;
  }
  return {
    ...desired,
    role: { ...desired.role, arn: role.arn, path: role.path },
    login: { ...desired.login, roleArn: role.arn },
  };
}

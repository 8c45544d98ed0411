import { ConflictError, InputError } from '@backstage/errors';
import {
  findAwsLogins,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { requireRecordedOwner } from '../access/ownership';
import { ProvisionCase } from './checkObserved';
import { ObservedState } from './observedState';
import { literalLogin } from './steps/literalLogin';

/**
 * Whether what is there may be taken away by this caller: both sides must be
 * theirs, and the role this portal's.
 */
export async function checkRemoval(
  removal: ProvisionCase,
  observed: ObservedState,
): Promise<void> {
  const { desired } = removal;
  if (observed.environment) {
    checkEnvironmentOfRemoval(removal, observed.environment);
    const { yaml } = observed.environment;
    const { path } = desired.login;
    const found = findAwsLogins(yaml).logins.some(login => login.path === path);
    if (found && !literalLogin(yaml, path)) {
      throw new InputError(
        `The login ${path} of ${stringifyEnvironmentRef(
          desired.environment,
        )} holds expressions, which could not be put back: take it out by hand first`,
      );
    }
  }
  if (observed.role) {
    await checkRoleOfRemoval(removal, observed.role);
  }
}

/** @throws NotAllowedError for somebody else's environment */
export function checkEnvironmentOfRemoval(
  { caller, desired }: Pick<ProvisionCase, 'caller' | 'desired'>,
  { tags }: NonNullable<ObservedState['environment']>,
): void {
  requireRecordedOwner(
    caller,
    {
      name: `environment ${stringifyEnvironmentRef(desired.environment)}`,
      place: 'Pulumi Cloud',
      tags,
    },
    desired.ownerRef,
  );
}

/**
 * @throws ConflictError for a role that isn't this portal's, NotAllowedError for
 *   somebody else's
 */
export async function checkRoleOfRemoval(
  { caller, desired, ownRoles }: ProvisionCase,
  role: NonNullable<ObservedState['role']>,
): Promise<void> {
  const recorded = await ownRoles.ownerOf(role);
  if (role.arn !== desired.role.arn || !recorded) {
    throw new ConflictError(
      `The role ${role.name} was neither created nor adopted by this portal: take the environment out of its trust policy by hand`,
    );
  }
  requireRecordedOwner(
    caller,
    { name: `role ${role.arn}`, place: 'AWS', tags: role.tags },
    // Several teams may share a role with its owner's consent. The tag alone can
    // be changed by anybody who may tag roles in AWS.
    recorded,
  );
}

import { ConflictError } from '@backstage/errors';
import {
  findAwsLogins,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  Caller,
  requireEnvironmentOwner,
  requireRoleOwner,
} from '../access/ownership';
import { DesiredState } from './desiredState';
import { ObservedState } from './observedState';
import { OwnRoles } from './OwnRoles';

/**
 * Whether what is there may be changed by this caller: both sides must be
 * theirs, and nothing that is in use may be replaced.
 *
 * @throws NotAllowedError for somebody else's role or environment,
 *   ConflictError for a role that isn't ours or a login that is in use
 */
export async function checkObserved(
  caller: Caller,
  desired: DesiredState,
  observed: ObservedState,
  ownRoles: OwnRoles,
): Promise<void> {
  const { environment, role } = observed;
  if (environment) {
    requireEnvironmentOwner(caller, desired.environment, environment.tags);
    refuseOtherLogin(desired, environment.yaml);
  }
  if (role) {
    if (role.arn !== desired.role.arn || !(await ownRoles.isOurs(role))) {
      throw new ConflictError(
        `The account already has a role named ${role.name} that this portal didn't create: choose another role name`,
      );
    }
    requireRoleOwner(caller, role.arn, role.tags);
  }
}

/** A login that points elsewhere is in use: it is never replaced. */
function refuseOtherLogin({ environment, login }: DesiredState, yaml: string) {
  const existing = findAwsLogins(yaml).logins.find(l => l.path === login.path);
  if (!existing) {
    return;
  }
  const arn =
    existing.roleArn && 'literal' in existing.roleArn
      ? existing.roleArn.literal
      : undefined;
  if (arn !== login.roleArn) {
    throw new ConflictError(
      `The login ${login.path} of ${stringifyEnvironmentRef(environment)} ${
        arn ? `uses the role ${arn}` : 'is a different one'
      }: choose another login path`,
    );
  }
}

import { checkNumber, required } from '../constraints';
import {
  alreadyExists,
  AwsError,
  invalidInput,
  limitExceeded,
  noSuchEntity,
} from '../errors';
import type { SimulatedAccount } from '../state/account';
import { SimulatedRole } from '../state/role';
import {
  checkDescription,
  checkName,
  checkPath,
  checkPolicyArn,
} from './names';
import type { TagInput } from './tagRules';
import { checkTags } from './tagRules';
import { checkTrustPolicy } from './trustPolicyRules';

/** A role as CreateRole takes it. */
export interface NewRole {
  roleName?: string;
  path?: string;
  assumeRolePolicyDocument?: string;
  description?: string;
  maxSessionDuration?: number;
  permissionsBoundary?: string;
  tags?: TagInput[];
  acceptedByOlderAws?: boolean;
}

/**
 * Checks everything, then stores the role.
 *
 * @param origin - Test set-up may also store the roles of AWS services.
 */
export function createRole(
  account: SimulatedAccount,
  input: NewRole,
  origin: { setUp: boolean },
): SimulatedRole {
  const roleName = checkName(input.roleName, 'roleName');
  const path = checkPath(input.path);
  const description = checkDescription(input.description);
  const maxSessionDuration = checkMaxSessionDuration(input.maxSessionDuration);
  const tags = checkTags(input.tags ?? []);
  const document = checkTrustPolicyOf(account, input.assumeRolePolicyDocument, {
    asOlderAws: input.acceptedByOlderAws,
  });
  if (!origin.setUp && path.startsWith('/aws-service-role/')) {
    throw invalidInput('The path is reserved for service-linked roles.');
  }
  const permissionsBoundary =
    input.permissionsBoundary === undefined
      ? undefined
      : checkBoundary(account, input.permissionsBoundary);
  if (account.role(roleName)) {
    throw alreadyExists(`Role with name ${roleName} already exists.`);
  }
  if (account.rolesByName.size >= account.quotas.rolesPerAccount) {
    throw limitExceeded('RolesPerAccount', account.quotas.rolesPerAccount);
  }
  const role = new SimulatedRole({
    roleName,
    path,
    arn: account.arn('iam', `role${path}${roleName}`),
    createDate: account.world.now(),
    assumeRolePolicyDocument: document,
    description,
    maxSessionDuration,
    permissionsBoundary,
  });
  tags.forEach((value, key) => role.tags.set(key, value));
  account.rolesByName.set(roleName.toLowerCase(), role);
  return role;
}

/** Finds a role by name, in whatever case. */
export function findRole(
  account: SimulatedAccount,
  name: string | undefined,
): SimulatedRole {
  const roleName = checkName(name, 'roleName');
  const role = account.role(roleName);
  if (!role) {
    throw noSuchEntity(`The role with name ${roleName} cannot be found.`);
  }
  return role;
}

/** Finds a role that may be changed: a service's own role may not. */
export function findModifiableRole(
  account: SimulatedAccount,
  name: string | undefined,
): SimulatedRole {
  const role = findRole(account, name);
  if (role.serviceLinked) {
    throw new AwsError(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${role.roleName}' - this role is only modifiable by AWS`,
    );
  }
  return role;
}

/** A role has to be empty first; a permissions boundary is no obstacle. */
export function deleteRole(
  account: SimulatedAccount,
  name: string | undefined,
): void {
  const role = findModifiableRole(account, name);
  if (role.attachedPolicies.size > 0) {
    throw deleteConflict(
      'Cannot delete entity, must detach all policies first.',
    );
  }
  if (role.inlinePolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  account.deleteRole(role.roleName);
}

function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409);
}

/** Checks a trust policy for a role of this account. */
export function checkTrustPolicyOf(
  account: SimulatedAccount,
  document: string | undefined,
  options: { asOlderAws?: boolean } = {},
): string {
  return checkTrustPolicy(document, {
    maxLength: account.quotas.trustPolicyLength,
    asOlderAws: options.asOlderAws,
    principalExists: account.world.principalExists,
  });
}

/** One hour to twelve. */
export function checkMaxSessionDuration(seconds: number | undefined): number {
  return checkNumber(seconds ?? 3600, 'maxSessionDuration', {
    min: 3600,
    max: 43200,
  });
}

/** The boundary has to be a policy that exists. */
export function checkBoundary(
  account: SimulatedAccount,
  value: string | undefined,
): string {
  const arn = checkPolicyArn(
    required(value, 'permissionsBoundary'),
    'permissionsBoundary',
  );
  if (!account.managedPolicy(arn)) {
    throw noSuchEntity(
      `Scope ARN: ${arn} does not exist or is not attachable.`,
    );
  }
  return arn;
}

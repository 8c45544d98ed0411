import { AwsError, limitExceeded, noSuchEntity } from '../errors';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedManagedPolicy } from '../state/managedPolicies';
import type { SimulatedRole } from '../state/role';
import { checkPolicyArn } from './names';

/** Idempotent: an attached policy stays attached. */
export function attachPolicy(
  account: SimulatedAccount,
  role: SimulatedRole,
  value: string | undefined,
): void {
  const arn = checkPolicyArn(value);
  const policy = account.managedPolicy(arn);
  if (!policy) {
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  }
  if (!policy.attachable) {
    throw new AwsError(
      'PolicyNotAttachable',
      `Cannot attach a Service Role Policy to a Customer Role.`,
    );
  }
  const limit = account.quotas.managedPoliciesPerRole;
  if (!role.attachedPolicies.has(arn) && role.attachedPolicies.size >= limit) {
    throw limitExceeded('PoliciesPerRole', limit);
  }
  role.attachedPolicies.add(arn);
}

/** Detaches a policy that is attached. */
export function detachPolicy(
  role: SimulatedRole,
  value: string | undefined,
): void {
  const arn = checkPolicyArn(value);
  if (!role.attachedPolicies.delete(arn)) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
}

/** Finds a managed policy by ARN. */
export function findManagedPolicy(
  account: SimulatedAccount,
  value: string | undefined,
): SimulatedManagedPolicy {
  const arn = checkPolicyArn(value);
  const policy = account.managedPolicy(arn);
  if (!policy) {
    throw noSuchEntity(`Policy ${arn} does not exist.`);
  }
  return policy;
}

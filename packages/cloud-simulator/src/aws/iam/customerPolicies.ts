import { alreadyExists } from '../errors';
import type { SimulatedAccount } from '../state/account';
import type { SimulatedManagedPolicy } from '../state/managedPolicies';
import { uniqueId } from '../uniqueIds';
import { checkDescription, checkName, checkPath } from './names';
import { checkPermissionPolicy } from './permissionPolicyRules';

/**
 * A managed policy of the customer.
 *
 * @public
 */
export interface NewManagedPolicy {
  policyName: string;
  path?: string;
  description?: string;
  document: string | object;
}

/** Checks and stores a policy of the customer. */
export function createManagedPolicy(
  account: SimulatedAccount,
  input: NewManagedPolicy,
): SimulatedManagedPolicy {
  const policyName = checkName(input.policyName, 'policyName');
  const path = checkPath(input.path);
  const arn = account.arn('iam', `policy${path}${policyName}`);
  const policy: SimulatedManagedPolicy = {
    arn,
    policyName,
    path,
    policyId: uniqueId('ANPA'),
    description: checkDescription(input.description),
    document: checkPermissionPolicy(
      typeof input.document === 'string'
        ? input.document
        : JSON.stringify(input.document),
    ),
    attachable: true,
    createDate: account.world.now(),
  };
  if (account.managedPolicies.has(arn)) {
    throw alreadyExists(`A policy called ${policyName} already exists.`);
  }
  account.managedPolicies.set(arn, policy);
  return policy;
}

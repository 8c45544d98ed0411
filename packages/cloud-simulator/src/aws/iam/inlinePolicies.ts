import { AwsError, noSuchEntity } from '../errors';
import { significantLength } from '../policy/document';
import type { SimulatedRole } from '../state/role';
import { checkName } from './names';
import { checkPermissionPolicy } from './permissionPolicyRules';

const maxTotal = 10240;

/** Adds or replaces an inline policy. The quota is for all of them together. */
export function putInlinePolicy(
  role: SimulatedRole,
  name: string | undefined,
  text: string | undefined,
): void {
  const policyName = checkName(name, 'policyName');
  const document = checkPermissionPolicy(text);
  let total = significantLength(document);
  for (const [other, existing] of role.inlinePolicies) {
    total += other === policyName ? 0 : significantLength(existing);
  }
  if (total > maxTotal) {
    throw new AwsError(
      'LimitExceeded',
      `Maximum policy size of ${maxTotal} bytes exceeded for role ${role.roleName}`,
      409,
    );
  }
  role.inlinePolicies.set(policyName, document);
}

/** The document of an inline policy. */
export function getInlinePolicy(
  role: SimulatedRole,
  name: string | undefined,
): { policyName: string; document: string } {
  const policyName = checkName(name, 'policyName');
  const document = role.inlinePolicies.get(policyName);
  if (document === undefined) {
    throw noSuchEntity(
      `The role policy with name ${policyName} cannot be found.`,
    );
  }
  return { policyName, document };
}

/** Removes an inline policy that exists. */
export function deleteInlinePolicy(
  role: SimulatedRole,
  name: string | undefined,
): void {
  role.inlinePolicies.delete(getInlinePolicy(role, name).policyName);
}

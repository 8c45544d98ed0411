import { requirePoliciesOfRole } from '../../guardrails';
import { MappingStore } from '../../mappings/MappingStore';
import { ProvisionCase } from '../checkObserved';
import { ObservedState } from '../observedState';
import { proposedProvision } from '../proposedProvision';

/**
 * What a role gets, its other environments get too: they must be allowed it.
 *
 * @throws NotAllowedError that names the rule and the setting
 */
export async function requireForOthers(
  provision: ProvisionCase,
  { role }: ObservedState,
  mappings: MappingStore,
): Promise<void> {
  const { caller, desired } = provision;
  const { managedPolicyArns, inlinePolicy, arn } = desired.role;
  if (!role || (managedPolicyArns.length === 0 && !inlinePolicy)) {
    return;
  }
  const proposed = proposedProvision(desired, caller);
  for (const other of await mappings.listIntendedEnvironments(arn)) {
    const { ownerRef, organization, project, name } = other;
    await requirePoliciesOfRole({
      ...provision,
      proposed: {
        ...proposed,
        ownerRef,
        environment: { organization, project, name },
      },
      role: {
        managedPolicyArns,
        inlinePolicies: inlinePolicy ? [inlinePolicy] : [],
      },
    });
  }
}

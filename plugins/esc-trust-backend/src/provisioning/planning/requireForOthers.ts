import { isError, NotAllowedError } from '@backstage/errors';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
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
    const environment = { organization, project, name };
    try {
      await requirePoliciesOfRole({
        ...provision,
        proposed: { ...proposed, ownerRef, environment },
        role: {
          managedPolicyArns,
          inlinePolicies: inlinePolicy ? [inlinePolicy] : [],
        },
      });
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') {
        throw new NotAllowedError(
          `The role ${desired.role.name} also serves ${stringifyEnvironmentRef(
            environment,
          )}: ${error.message}`,
        );
      }
      throw error;
    }
  }
}

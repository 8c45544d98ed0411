import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  ESC_TRUST_TAGS,
  globMatches,
} from '@internal/backstage-plugin-esc-trust-common';
import { requirePoliciesOfRole } from '../guardrails';
import { requireRecordedOwner, sameRef } from '../access/ownership';
import { ProvisionCase } from './checkObserved';
import { ObservedState } from './observedState';
import { proposedProvision } from './proposedProvision';

/**
 * Whether a role that this portal didn't create may be taken over: it lies where
 * roles may be adopted, is nobody else's, isn't one that the portal itself
 * assumes, and what it can do already passes the guardrails.
 *
 * @throws NotAllowedError or ConflictError that names the rule
 */
export async function checkAdoption(
  provision: ProvisionCase,
  role: NonNullable<ObservedState['role']>,
): Promise<void> {
  const { caller, desired, provisioning, portalRoleNames } = provision;
  const { adoptableRoles } = provisioning;
  const fullName = `${role.path}${role.name}`;
  if (!adoptableRoles.some(pattern => globMatches(pattern, fullName))) {
    throw new NotAllowedError(
      `The role ${fullName} may not be adopted: escTrust.provisioning.adoptableRoles allows ${
        adoptableRoles.join(', ') || 'none'
      }`,
    );
  }
  const isPortals = portalRoleNames.some(
    name => name.toLowerCase() === role.name.toLowerCase(),
  );
  if (isPortals) {
    throw new NotAllowedError(
      `The role ${role.name} is one that the portal itself assumes: it can never be adopted`,
    );
  }
  const noted = await provision.ownRoles.notedOwner(role.arn);
  if (noted && !sameRef(noted, desired.ownerRef)) {
    throw new ConflictError(
      `This portal made or adopted the role ${role.name} for ${noted}: have its tags ${ESC_TRUST_TAGS.instance} and ${ESC_TRUST_TAGS.owner} restored`,
    );
  }
  const instance = role.tags[ESC_TRUST_TAGS.instance];
  if (instance && instance !== desired.tags[ESC_TRUST_TAGS.instance]) {
    throw new ConflictError(
      `The role ${role.name} belongs to another portal: its tag ${ESC_TRUST_TAGS.instance} says so`,
    );
  }
  if (role.tags[ESC_TRUST_TAGS.owner]) {
    requireRecordedOwner(
      caller,
      { name: `role ${role.arn}`, place: 'AWS', tags: role.tags },
      desired.ownerRef,
    );
  }
  const proposed = proposedProvision(desired, caller);
  const present = {
    ...proposed,
    role: {
      ...proposed.role,
      permissionsBoundaryArn: role.permissionsBoundaryArn,
      maxSessionDuration: role.maxSessionDuration,
    },
  };
  await requirePoliciesOfRole({
    ...provision,
    proposed: present,
    role: {
      managedPolicyArns: role.attachedPolicyArns,
      inlinePolicies: Object.values(role.inlinePolicies),
    },
    alsoShape: true,
  });
}

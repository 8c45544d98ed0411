import { OperationKind } from '@internal/backstage-plugin-esc-trust-common';
import { assessmentStep } from './assessment';
import { audienceStep } from './audience';
import { boundaryStep } from './boundary';
import { environmentStep } from './environment';
import { identityProviderStep } from './identityProvider';
import { mappingStep } from './mapping';
import { permissionsStep } from './permissions';
import { ProvisioningStep } from './ProvisioningStep';
import { environmentRemovalStep } from './removal/environment';
import { mappingRemovalStep } from './removal/mapping';
import { permissionsRemovalStep } from './removal/permissions';
import { roleRemovalStep } from './removal/role';
import { trustPolicyRemovalStep } from './removal/trustPolicy';
import { roleStep } from './role';
import { sessionDurationStep } from './sessionDuration';
import { tagsStep } from './tags';
import { trustPolicyStep } from './trustPolicy';

/**
 * The steps of a provision, in order: first the AWS side, so that no
 * environment ever points at a role that doesn't exist. The boundary comes
 * before the permissions that it bounds.
 */
export const PROVISIONING_STEPS: ProvisioningStep[] = [
  identityProviderStep,
  audienceStep,
  roleStep,
  trustPolicyStep,
  boundaryStep,
  permissionsStep,
  tagsStep,
  sessionDurationStep,
  environmentStep,
  mappingStep,
  assessmentStep,
];

/** The steps of each kind of operation. */
export const STEPS: Record<OperationKind, ProvisioningStep[]> = {
  provision: PROVISIONING_STEPS,
  repair: PROVISIONING_STEPS,
  // First nobody uses the role any more, then nobody may, then it goes.
  deprovision: [
    environmentRemovalStep,
    trustPolicyRemovalStep,
    permissionsRemovalStep,
    roleRemovalStep,
    mappingRemovalStep,
  ],
};

import { assessmentStep } from './assessment';
import { audienceStep } from './audience';
import { environmentStep } from './environment';
import { identityProviderStep } from './identityProvider';
import { mappingStep } from './mapping';
import { permissionsStep } from './permissions';
import { ProvisioningStep } from './ProvisioningStep';
import { roleStep } from './role';
import { trustPolicyStep } from './trustPolicy';

/**
 * The steps of a provision, in order: first the AWS side, so that no
 * environment ever points at a role that doesn't exist.
 */
export const PROVISIONING_STEPS: ProvisioningStep[] = [
  identityProviderStep,
  audienceStep,
  roleStep,
  trustPolicyStep,
  permissionsStep,
  environmentStep,
  mappingStep,
  assessmentStep,
];

import { listed } from '../config/configured';
import { administrativeDocument } from './administrative';
import { refusedService } from './services';
import { holderOf } from './subject';
import { Guardrail } from './types';

const INLINE = 'escTrust.provisioning.inlinePolicies';
const ADMINISTRATIVE = 'escTrust.provisioning.allowAdministrativePolicies';
const SERVICES = 'escTrust.provisioning.allowedServices';

/** Whether a role may have an inline policy at all. */
export const inlinePolicies: Guardrail = {
  name: 'inline policies',
  setting: INLINE,
  check({ proposed, rules }) {
    return proposed.role.inlinePolicy && !rules.inlinePolicies
      ? `The role may not have an inline policy: ${INLINE} is false, so choose managed policies`
      : undefined;
  },
};

/** Whether the inline policy is for administrators. */
export const administrativeInlinePolicy: Guardrail = {
  name: 'administrative inline policies',
  setting: ADMINISTRATIVE,
  check(subject) {
    const { inlinePolicy } = subject.proposed.role;
    if (!inlinePolicy || subject.rules.allowAdministrativePolicies) {
      return undefined;
    }
    const { reason, problem } = administrativeDocument(
      inlinePolicy,
      holderOf(subject),
    );
    return reason || problem
      ? `The inline policy is refused: ${
          reason ?? problem
        }, and ${ADMINISTRATIVE} is false`
      : undefined;
  },
};

/** Whether the inline policy keeps to the allowed services. */
export const servicesOfInlinePolicy: Guardrail = {
  name: 'allowed services',
  setting: SERVICES,
  check({ proposed, rules }) {
    const { inlinePolicy } = proposed.role;
    const { allowedServices } = rules;
    if (!inlinePolicy || !allowedServices) {
      return undefined;
    }
    const { reason, problem } = refusedService(inlinePolicy, allowedServices);
    return reason || problem
      ? `The inline policy is refused: ${
          reason ?? problem
        }, and ${SERVICES} allows ${listed(allowedServices)}`
      : undefined;
  },
};

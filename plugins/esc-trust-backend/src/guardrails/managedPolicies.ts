import { globMatches } from '@internal/backstage-plugin-esc-trust-common';
import { listed } from '../config/configured';
import { administrativeDocument, administrativeName } from './administrative';
import { holderOf } from './subject';
import { refusedService } from './services';
import { Guardrail, GuardrailSubject } from './types';

const ALLOW = 'escTrust.provisioning.allow';
const ADMINISTRATIVE = 'escTrust.provisioning.allowAdministrativePolicies';
const SERVICES = 'escTrust.provisioning.allowedServices';

/** Whether a policy is listed, by whatever pattern. */
export const allowedManagedPolicies: Guardrail = {
  name: 'allowed managed policies',
  setting: ALLOW,
  check({ proposed, managedPolicyPatterns }) {
    const refused = proposed.role.managedPolicyArns.find(
      arn => !managedPolicyPatterns.some(pattern => globMatches(pattern, arn)),
    );
    return (
      refused &&
      `${
        proposed.ownerRef
      } may not have a role with ${refused} here: ${ALLOW} allows it ${listed(
        managedPolicyPatterns,
      )}`
    );
  },
};

/** Whether a policy is for administrators, by its name or its document. */
export const administrativeManagedPolicies: Guardrail = {
  name: 'administrative policies',
  setting: ADMINISTRATIVE,
  check(subject) {
    if (subject.rules.allowAdministrativePolicies) {
      return undefined;
    }
    for (const arn of subject.proposed.role.managedPolicyArns) {
      const named = administrativeName(arn);
      if (named) {
        return `${arn} may not be attached: ${named}, and ${ADMINISTRATIVE} is false`;
      }
      const { reason, problem } = readDocument(subject, arn, document =>
        administrativeDocument(document, holderOf(subject)),
      );
      if (reason) {
        return `${arn} may not be attached: ${reason}, and ${ADMINISTRATIVE} is false`;
      }
      if (problem && !isListedExactly(subject, arn)) {
        return `${arn} may not be attached: whether it is for administrators isn't known because ${problem}; list its exact ARN in ${ALLOW}, or set ${ADMINISTRATIVE}`;
      }
    }
    return undefined;
  },
};

/** Whether managed policies keep to the allowed services, where they have to. */
export const servicesOfManagedPolicies: Guardrail = {
  name: 'allowed services of managed policies',
  setting: SERVICES,
  check(subject) {
    const { provisioning, rules, proposed } = subject;
    const { allowedServices } = rules;
    if (!allowedServices || !provisioning.limitManagedPolicies) {
      return undefined;
    }
    for (const arn of proposed.role.managedPolicyArns) {
      const { reason, problem } = readDocument(subject, arn, document =>
        refusedService(document, allowedServices),
      );
      if (reason) {
        return `${arn} may not be attached: ${reason}, and ${SERVICES} allows ${listed(
          allowedServices,
        )}`;
      }
      if (problem && !isListedExactly(subject, arn)) {
        return `${arn} may not be attached: what it grants isn't known because ${problem}; list its exact ARN in ${ALLOW}, or change ${SERVICES}`;
      }
    }
    return undefined;
  },
};

/** Whether any guardrail asks for the documents of managed policies. */
export function needsDocuments(
  subject: Pick<GuardrailSubject, 'rules' | 'provisioning'>,
): boolean {
  const { rules, provisioning } = subject;
  return (
    !rules.allowAdministrativePolicies ||
    (rules.allowedServices !== undefined && provisioning.limitManagedPolicies)
  );
}

function readDocument(
  subject: GuardrailSubject,
  arn: string,
  judge: (document: unknown) => { reason?: string; problem?: string },
): { reason?: string; problem?: string } {
  const reading = subject.policies.get(arn) ?? {
    unreadable: 'it was not read',
  };
  return 'unreadable' in reading
    ? { problem: reading.unreadable }
    : judge(reading.document);
}

/** Somebody has looked at this very policy, and not only at its family. */
function isListedExactly(subject: GuardrailSubject, arn: string): boolean {
  return subject.managedPolicyPatterns.includes(arn);
}

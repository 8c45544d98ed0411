import {
  globMatches,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { choicesFor } from './choices';
import { Selection } from './selection';

/** What a role may have, for what is chosen already. */
export interface OfferedPolicies {
  /** ARNs that are allowed as they stand. */
  arns: string[];
  /** Allowed with wildcards: what they match isn't known here. */
  patterns: string[];
}

/** Allowed managed policies of the chosen owner, environment and account. */
export function offeredPolicies(
  options: ProvisioningOptions,
  selection: Selection,
): OfferedPolicies {
  const all = new Set(alternatives(options, selection).flat());
  const isPattern = (arn: string) => /[*?]/.test(arn);
  return {
    arns: [...all].filter(arn => !isPattern(arn)).sort(byName),
    patterns: [...all].filter(isPattern),
  };
}

/** Whether one entry of the configuration allows all of these together. */
export function areAllowedTogether(
  arns: string[],
  options: ProvisioningOptions,
  selection: Selection,
): boolean {
  return alternatives(options, selection).some(patterns =>
    arns.every(arn => patterns.some(pattern => globMatches(pattern, arn))),
  );
}

/** Whether any entry allows it. */
export function isAllowedPolicy(
  arn: string,
  options: ProvisioningOptions,
  selection: Selection,
): boolean {
  return alternatives(options, selection)
    .flat()
    .some(pattern => globMatches(pattern, arn));
}

/** A managed policy's name, without its path. */
export function policyName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** Per choice and account: a provision stays within one of them. */
function alternatives(
  options: ProvisioningOptions,
  selection: Selection,
): string[][] {
  return choicesFor(options, selection)
    .flatMap(({ accounts }) => accounts)
    .filter(
      ({ accountId }) =>
        !selection.accountId || accountId === selection.accountId,
    )
    .map(({ managedPolicyArns }) => managedPolicyArns);
}

function byName(a: string, b: string): number {
  return policyName(a).localeCompare(policyName(b), 'en');
}

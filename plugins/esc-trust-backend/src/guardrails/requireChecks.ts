import { ForwardedError } from '@backstage/errors';
import {
  ProposedProvision,
  ProvisioningCheck,
} from '@internal/backstage-plugin-esc-trust-node';
import { refusal } from './allowance';

/**
 * Asks the checks that modules have added, one after the other.
 *
 * @throws NotAllowedError that names the check; a check that throws refuses too
 */
export async function requireChecks(
  proposed: ProposedProvision,
  checks: ProvisioningCheck[],
): Promise<void> {
  // A frozen copy: no check changes what is provisioned or what others see.
  const shown = deepFreeze(structuredClone(proposed));
  for (const check of checks) {
    let sentence: string | undefined;
    try {
      sentence = await check.check(shown);
    } catch (error) {
      throw new ForwardedError(`The check "${check.name}" failed`, error);
    }
    // Anything but nothing refuses, also what isn't a sentence.
    if (sentence !== undefined && sentence !== null) {
      throw refusal(
        check.name,
        `${sentence || 'This may not be provisioned'}: ${
          check.setting ?? 'a module of this portal'
        } decides`,
      );
    }
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

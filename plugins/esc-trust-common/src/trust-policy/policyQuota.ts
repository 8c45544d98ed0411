import { InputError } from '@backstage/errors';
import { readOurStatement } from './ourStatements';
import { TrustPolicyDocument } from './types';

/**
 * AWS's default quota of a trust policy, in characters without insignificant
 * whitespace (IAM User Guide, "IAM and STS quotas"). An account can have a
 * larger one; IAM's LimitExceeded has the last word.
 */
export const TRUST_POLICY_QUOTA = 2048;

/**
 * The length of a trust policy as AWS counts it.
 *
 * @param document - the document as an object
 * @returns characters, without whitespace between the tokens of the JSON
 */
export function policyLength(document: unknown): number {
  return JSON.stringify(document).length;
}

/**
 * Refuses a trust policy that is too long.
 *
 * @param document - the policy that is to be written
 * @param quota - characters
 * @throws InputError that says how many environments fit
 */
export function checkQuota(document: TrustPolicyDocument, quota: number): void {
  const size = policyLength(document);
  if (size > quota) {
    throw new InputError(
      `The role's trust policy would have ${size} characters, AWS's quota is ${quota}: ${fitting(
        document,
        size - quota,
      )}, use another role for this one`,
    );
  }
}

/** How many environments fit when the last ones are left out. */
function fitting(document: TrustPolicyDocument, excess: number): string {
  const environments = document.Statement.flatMap(statement =>
    (readOurStatement(statement)?.subjects ?? []).map(subject => ({
      name: nameIn(subject),
      // Each stands in quotes and is followed by a comma or a bracket.
      length: JSON.stringify(subject).length + 1,
    })),
  );
  const left = new Set<string>();
  let remaining = excess;
  for (const { name, length } of environments.reverse()) {
    if (remaining > 0) {
      remaining -= length;
      left.add(name);
    }
  }
  const all = new Set(environments.map(({ name }) => name));
  const count = all.size - left.size;
  if (remaining > 0 || count === 0) {
    return 'no environment fits beside its other statements';
  }
  return count === 1 ? '1 environment fits' : `${count} environments fit`;
}

/** The same for both subjects that an environment of the legacy project has. */
function nameIn(subject: string): string {
  return subject.replace(
    'currentEnvironment.name:default/',
    'currentEnvironment.name:',
  );
}

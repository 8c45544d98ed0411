import { ConflictError, InputError } from '@backstage/errors';
import { ourStatement, readOurStatement, Statement } from './ourStatements';
import { parseTrustPolicy } from './parseTrustPolicy';
import { checkQuota, TRUST_POLICY_QUOTA } from './policyQuota';
import { TrustPolicyDocument } from './types';

/**
 * Adds what is desired to an existing trust policy.
 *
 * @remarks
 * Foreign statements stay as they are, in their order. Subjects join our own
 * statement for their audience. When nothing is missing, the very same object
 * is returned.
 *
 * @param existing - the document as read from AWS
 * @param desired - from `suggestTrustPolicy`
 * @param options - `quota`: characters that AWS allows, default 2048
 * @throws InputError when the existing document can't be read, or when the
 *   result exceeds AWS's quota: it says how many environments fit.
 *   ConflictError when our statement was changed by hand
 * @public
 */
export function mergeTrustPolicy(
  existing: TrustPolicyDocument,
  desired: TrustPolicyDocument,
  options: { quota?: number } = {},
): TrustPolicyDocument {
  refuseUnreadable(existing);
  const statements = [...[existing.Statement].flat()];
  let changed = false;
  for (const wanted of desired.Statement) {
    const index = statements.findIndex(s => s.Sid === wanted.Sid);
    if (index < 0) {
      statements.push(wanted);
      changed = true;
    } else {
      const merged = joinSubjects(statements[index], wanted);
      changed ||= merged !== statements[index];
      statements[index] = merged;
    }
  }
  if (!changed) {
    return existing;
  }
  // Our statements need no variables, so the version of the foreign ones rules.
  const merged = { ...existing, Statement: statements };
  checkQuota(merged, options.quota ?? TRUST_POLICY_QUOTA);
  return merged;
}

/**
 * Refuses to edit a document that isn't understood.
 *
 * @param existing - the document as read from AWS
 * @throws InputError when it can't be read
 */
export function refuseUnreadable(existing: TrustPolicyDocument): void {
  const { problems } = parseTrustPolicy(existing);
  if (problems.length > 0) {
    throw new InputError(
      `The role's trust policy can't be read: ${problems[0].message}`,
    );
  }
}

/**
 * The error for a statement with our Sid that says something else: what
 * somebody meant by changing it isn't ours to guess.
 *
 * @param statement - the statement
 */
export function changedByHand(statement: Statement): ConflictError {
  return new ConflictError(
    `The statement ${statement.Sid} of the role's trust policy was changed by hand: restore it or take it out`,
  );
}

/** Our statement with the wanted subjects besides its own. */
function joinSubjects(present: Statement, wanted: Statement): Statement {
  const own = readOurStatement(present);
  const more = readOurStatement(wanted)!;
  if (
    !own ||
    own.identityProviderArn !== more.identityProviderArn ||
    own.issuer !== more.issuer
  ) {
    throw changedByHand(present);
  }
  const all = [...new Set([...own.subjects, ...more.subjects])];
  return all.length === own.subjects.length
    ? present
    : ourStatement({ ...own, subjects: all });
}

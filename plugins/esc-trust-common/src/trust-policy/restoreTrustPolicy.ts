import { refuseUnreadable } from './mergeTrustPolicy';
import { canonicalPolicy, hasOurSid } from './ourStatements';
import { checkQuota, TRUST_POLICY_QUOTA } from './policyQuota';
import { TrustPolicyDocument } from './types';

/**
 * Puts our statements of an existing trust policy back to what is desired.
 *
 * @remarks
 * Unlike `mergeTrustPolicy` it replaces a statement with our Sid whatever it
 * says, also one that was changed by hand, and takes out one that isn't desired.
 * Every foreign statement stays as it is, in its order, with its Sid. When there
 * is nothing to restore, the very same object is returned.
 *
 * @param existing - the document as read from AWS
 * @param desired - from `suggestTrustPolicy`, for all environments that are
 *   meant to use the role
 * @param options - `quota`: characters that AWS allows, default 2048
 * @throws InputError when the existing document can't be read, or when the
 *   result exceeds AWS's quota
 * @public
 */
export function restoreTrustPolicy(
  existing: TrustPolicyDocument,
  desired: TrustPolicyDocument,
  options: { quota?: number } = {},
): TrustPolicyDocument {
  refuseUnreadable(existing);
  const statements = [existing.Statement].flat();
  const wanted = new Map(desired.Statement.map(s => [s.Sid, s]));
  const kept = statements.flatMap(statement => {
    if (!hasOurSid(statement)) {
      return [statement];
    }
    const right = wanted.get(statement.Sid);
    wanted.delete(statement.Sid);
    if (!right) {
      return [];
    }
    return [
      canonicalPolicy(statement) === canonicalPolicy(right) ? statement : right,
    ];
  });
  const restored = [...kept, ...wanted.values()];
  const same =
    restored.length === statements.length &&
    restored.every((statement, index) => statement === statements[index]);
  if (same) {
    return existing;
  }
  const document = { ...existing, Statement: restored };
  checkQuota(document, options.quota ?? TRUST_POLICY_QUOTA);
  return document;
}

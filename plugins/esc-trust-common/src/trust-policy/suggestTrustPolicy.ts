import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { ConflictError, InputError } from '@backstage/errors';
import { ClaimsTemplate, isFixedSubject, renderSubject } from '../claims/types';
import { issuerHostPath } from '../claims/issuer';
import { parseTrustPolicy } from './parseTrustPolicy';
import { WEB_IDENTITY_ACTION } from './evaluateTrustPolicy';
import { TrustPolicyDocument } from './types';

/** Our statements' Sids start with this; AWS allows letters and digits only. */
export const STATEMENT_SID_PREFIX = 'PulumiEscTrust';

/** AWS's default quota of a trust policy, in characters without whitespace. */
export const TRUST_POLICY_QUOTA = 2048;

/**
 * The trust policy that admits exactly these claims.
 *
 * @remarks
 * One statement per audience, each with exact values for both claims: the shape
 * that Pulumi's own CLI writes.
 *
 * @param options - ARN of the identity provider and the claims to admit; a
 *   claim with parts known only on opening can't be admitted exactly
 * @throws InputError for such a claim
 * @public
 */
export function suggestTrustPolicy(options: {
  identityProviderArn: string;
  claims: ClaimsTemplate[];
}): TrustPolicyDocument {
  const { identityProviderArn, claims } = options;
  const open = claims.find(template => !isFixedSubject(template.subject));
  if (open) {
    throw new InputError(
      `The subject ${renderSubject(
        open.subject,
      )} depends on who opens the environment: remove that subject attribute or write the policy by hand`,
    );
  }
  const byAudience = new Map<string, { issuer: string; subjects: string[] }>();
  for (const { audience, issuer, subject } of claims) {
    const entry = byAudience.get(audience) ?? { issuer, subjects: [] };
    const text = renderSubject(subject);
    if (!entry.subjects.includes(text)) {
      entry.subjects.push(text);
    }
    byAudience.set(audience, entry);
  }
  return {
    Version: '2012-10-17',
    Statement: [...byAudience].map(([audience, { issuer, subjects }]) => ({
      Sid: statementSid(audience),
      Effect: 'Allow',
      Principal: { Federated: identityProviderArn },
      Action: WEB_IDENTITY_ACTION,
      Condition: {
        StringEquals: {
          [`${issuerHostPath(issuer)}:aud`]: audience,
          [`${issuerHostPath(issuer)}:sub`]:
            subjects.length === 1 ? subjects[0] : subjects,
        },
      },
    })),
  };
}

/** The Sid of our statement for an audience: stable, letters and digits only. */
function statementSid(audience: string): string {
  return `${STATEMENT_SID_PREFIX}${bytesToHex(
    sha256(new TextEncoder().encode(audience)),
  ).slice(0, 8)}`;
}

/**
 * Adds what is desired to an existing trust policy.
 *
 * @remarks
 * Foreign statements stay as they are, in their order. Subjects join our own
 * statement for their audience. When nothing is missing, the very same object
 * is returned.
 *
 * @param existing - the document as read from AWS
 * @param desired - from {@link suggestTrustPolicy}
 * @throws InputError when the existing document can't be read, or the result
 *   exceeds AWS's quota; ConflictError when our statement was changed by hand
 * @public
 */
export function mergeTrustPolicy(
  existing: TrustPolicyDocument,
  desired: TrustPolicyDocument,
): TrustPolicyDocument {
  const { problems } = parseTrustPolicy(existing);
  if (problems.length > 0) {
    throw new InputError(
      `The role's trust policy can't be read: ${problems[0].message}`,
    );
  }
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
  const size = JSON.stringify(merged).length;
  if (size > TRUST_POLICY_QUOTA) {
    throw new InputError(
      `The role's trust policy would have ${size} characters, AWS's quota is ${TRUST_POLICY_QUOTA}: use another role for this environment`,
    );
  }
  return merged;
}

/**
 * Our statement with the wanted subjects besides its own.
 *
 * @throws ConflictError when somebody has changed anything else in it: what they
 *   meant isn't ours to guess
 */
function joinSubjects(
  present: Record<string, unknown>,
  wanted: Record<string, unknown>,
): Record<string, unknown> {
  const values = (statement: Record<string, unknown>) =>
    (statement.Condition as Record<string, Record<string, string | string[]>>)
      ?.StringEquals ?? {};
  const subjectKey = Object.keys(values(wanted)).find(k => k.endsWith(':sub'))!;
  const withSubjects = (subjects: string[]) => ({
    ...wanted,
    Condition: {
      StringEquals: {
        ...values(wanted),
        [subjectKey]: subjects.length === 1 ? subjects[0] : subjects,
      },
    },
  });
  const own = [values(present)[subjectKey] ?? []].flat();
  if (!sameJson(present, withSubjects(own))) {
    throw new ConflictError(
      `The statement ${wanted.Sid} of the role's trust policy was changed by hand: restore it or take it out`,
    );
  }
  const all = [...new Set([...own, ...[values(wanted)[subjectKey]].flat()])];
  return all.length === own.length ? present : withSubjects(all);
}

/** Whether two statements say the same, whatever the order of keys and lists. */
function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1
      ? canonical(value[0])
      : `[${value.map(canonical).sort().join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

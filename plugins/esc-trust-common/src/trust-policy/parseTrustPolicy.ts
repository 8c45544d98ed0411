import { InputError } from '@backstage/errors';
import { findDuplicateKeys } from './jsonDuplicates';
import {
  isObject,
  listOf,
  parseStatement,
  refuseOtherKeys,
} from './parseStatement';
import {
  ParsedTrustPolicy,
  PolicyProblem,
  PolicyStatement,
  TrustPolicyDocument,
} from './types';

const POLICY_KEYS = ['Version', 'Id', 'Statement'];

/**
 * Twice the largest quota known for trust policies, in characters without
 * whitespace: AWS holds no longer document, and to judge one would take long.
 */
const LONGEST_POLICY = 16_384;

/**
 * Reads a role's trust policy.
 *
 * @remarks
 * Rules: the IAM User Guide's policy grammar, and what IAM refuses in trust
 * policies (`NotPrincipal`, `Resource`). A document that breaks a rule is not
 * guessed at: it has problems and no policy.
 *
 * @param document - JSON text, the same URL-encoded as IAM's read calls return
 *   it, or an object
 * @returns the policy, or why there is none; never throws
 * @public
 */
export function parseTrustPolicy(document: unknown): ParsedTrustPolicy {
  const problems: PolicyProblem[] = [];
  const value =
    typeof document === 'string' ? parseText(document, problems) : document;
  if (problems.length > 0) {
    return { problems };
  }
  if (!isObject(value)) {
    return { problems: [{ message: 'The trust policy is not an object.' }] };
  }
  if (lengthOf(value) > LONGEST_POLICY) {
    return {
      problems: [{ message: 'The trust policy is longer than AWS allows.' }],
    };
  }
  refuseOtherKeys(value, POLICY_KEYS, undefined, problems);
  const version = value.Version === undefined ? '2008-10-17' : value.Version;
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    problems.push({ message: 'The trust policy has an unknown Version.' });
  }
  const entries = listOf(value.Statement);
  if (entries.length === 0) {
    problems.push({ message: 'The trust policy has no Statement.' });
  }
  const statements = entries.map((entry, index) =>
    parseStatement(entry, index, problems),
  );
  const sids = statements.flatMap(s => (s?.sid ? [s.sid] : []));
  if (new Set(sids).size < sids.length) {
    problems.push({ message: 'Two statements have the same Sid.' });
  }
  return problems.length > 0
    ? { problems }
    : {
        policy: {
          version: version as '2012-10-17' | '2008-10-17',
          statements: statements as PolicyStatement[],
        },
        problems,
      };
}

/**
 * Reads a trust policy's document as it stands, for edits.
 *
 * @param document - JSON text, or the same URL-encoded as IAM returns it
 * @throws InputError when it is not a readable trust policy
 * @public
 */
export function decodeTrustPolicy(document: string): TrustPolicyDocument {
  const { problems } = parseTrustPolicy(document);
  if (problems.length > 0) {
    throw new InputError(
      `The role's trust policy can't be read: ${problems[0].message}`,
    );
  }
  return JSON.parse(decode(document));
}

/** An object that can't be written as JSON never was a document. */
function lengthOf(value: object): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return Infinity;
  }
}

function parseText(text: string, problems: PolicyProblem[]): unknown {
  const json = decode(text);
  try {
    const value: unknown = JSON.parse(json);
    for (const key of findDuplicateKeys(json)) {
      problems.push({
        message: `The trust policy has the key "${key}" twice in one object.`,
      });
    }
    return value;
  } catch {
    problems.push({ message: 'The trust policy is not valid JSON.' });
    return undefined;
  }
}

/** IAM's read calls encode documents by RFC 3986; other sources don't. */
function decode(text: string): string {
  if (/^\s*[{[]/.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

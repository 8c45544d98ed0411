import { InputError } from '@backstage/errors';
import { findDuplicateKeys, keepsEveryKey } from './jsonDuplicates';
import { offsetOfPath, positionAt, renderPath } from './jsonPositions';
import { offsetOfSyntaxError } from './jsonSyntax';
import {
  isObject,
  listOf,
  LocatedProblem,
  parseStatement,
  refuseOtherKeys,
} from './parseStatement';
import {
  ParsedTrustPolicy,
  PolicyProblem,
  PolicyStatement,
  TrustPolicy,
  TrustPolicyDocument,
} from './types';

const POLICY_KEYS = ['Version', 'Id', 'Statement'];

/**
 * Twice the largest quota known for trust policies, in characters without
 * whitespace: AWS holds no longer document, and to judge one would take long.
 */
const LONGEST_POLICY = 16_384;

/** A document of garbage has no end of problems; these are enough to see it. */
const MOST_PROBLEMS = 100;

/**
 * Reads a role's trust policy.
 *
 * @remarks
 * Rules: the IAM User Guide's policy grammar, and what IAM refuses in trust
 * policies (`NotPrincipal`, `Resource`). A document that breaks a rule is not
 * guessed at: it has problems and no policy. Problems say where: the path, and
 * for text the line and column, which for URL-encoded text count in the decoded
 * text.
 *
 * @param document - JSON text, the same URL-encoded as IAM's read calls return
 *   it, or an object
 * @returns the policy, or why there is none (at most 100 problems); never throws
 * @public
 */
export function parseTrustPolicy(document: unknown): ParsedTrustPolicy {
  if (typeof document !== 'string') {
    return parseValue(document, lengthOf(document));
  }
  const json = decode(document);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const offset = offsetOfSyntaxError(json);
    return {
      problems: [
        {
          kind: 'syntax',
          message: 'The trust policy is not valid JSON.',
          ...(offset === undefined
            ? {}
            : { position: positionAt(json, offset) }),
        },
      ],
    };
  }
  const duplicates = keepsEveryKey(json, value) ? [] : findDuplicateKeys(json);
  if (duplicates.length > 0) {
    return {
      problems: duplicates.slice(0, MOST_PROBLEMS).map(({ key, offset }) => ({
        kind: 'duplicate-key',
        message: `The trust policy has the key "${key}" twice in one object.`,
        position: positionAt(json, offset),
      })),
    };
  }
  // Only blanks can make the text longer than the document.
  const length = json.length > LONGEST_POLICY ? lengthOf(value) : json.length;
  return parseValue(value, length, json);
}

/** Reads the document's value; `json` is its text, to point into. */
function parseValue(
  value: unknown,
  length: number,
  json?: string,
): ParsedTrustPolicy {
  const located: LocatedProblem[] = [];
  const policy = readPolicy(value, length, located);
  return located.length === 0 && policy
    ? { policy, problems: [] }
    : { problems: located.slice(0, MOST_PROBLEMS).map(p => locate(p, json)) };
}

function readPolicy(
  value: unknown,
  length: number,
  problems: LocatedProblem[],
): TrustPolicy | undefined {
  const problem = (message: string, ...path: Array<string | number>) => {
    problems.push({ message, path });
  };
  if (!isObject(value)) {
    problem('The trust policy is not an object.');
    return undefined;
  }
  if (length > LONGEST_POLICY) {
    problem('The trust policy is longer than AWS allows.');
    return undefined;
  }
  refuseOtherKeys(value, POLICY_KEYS, problem);
  const version = value.Version === undefined ? '2008-10-17' : value.Version;
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    problem('The trust policy has an unknown Version.', 'Version');
  }
  const entries = listOf(value.Statement);
  if (entries.length === 0) {
    problem('The trust policy has no Statement.', 'Statement');
  }
  const isList = Array.isArray(value.Statement);
  const statements = entries.map((entry, index) =>
    parseStatement(
      entry,
      index,
      isList ? ['Statement', index] : ['Statement'],
      problems,
    ),
  );
  const sids = statements.map(statement => statement?.sid);
  const second = sids.findIndex((sid, i) => sid && sids.indexOf(sid) < i);
  if (second >= 0) {
    problem('Two statements have the same Sid.', 'Statement', second, 'Sid');
  }
  return {
    version: version as '2012-10-17' | '2008-10-17',
    statements: statements as PolicyStatement[],
  };
}

function locate(problem: LocatedProblem, json?: string): PolicyProblem {
  const { message, statement, path } = problem;
  return {
    kind: 'grammar',
    message,
    ...(statement === undefined ? {} : { statement }),
    ...(path.length > 0 ? { path: renderPath(path) } : {}),
    ...(json === undefined
      ? {}
      : { position: positionAt(json, offsetOfPath(json, path)) }),
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

/** What can't be written as JSON never was a document. */
function lengthOf(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return Infinity;
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

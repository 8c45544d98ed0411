import { InputError } from '@backstage/errors';
import { findDuplicateKeys } from './jsonDuplicates';
import {
  ParsedTrustPolicy,
  PolicyCondition,
  PolicyPrincipal,
  PolicyProblem,
  PolicyStatement,
  TrustPolicyDocument,
} from './types';

const POLICY_KEYS = ['Version', 'Id', 'Statement'];
const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Condition',
];

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
  refuseOtherKeys(value, POLICY_KEYS, undefined, problems);
  const version = value.Version ?? '2008-10-17';
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

/**
 * How a statement is called in findings: by its Sid, else by its index.
 *
 * @param statement - the statement
 * @param index - its place in the policy, from 0
 * @public
 */
export function statementName(
  statement: { sid?: string },
  index: number,
): string {
  return statement.sid ?? `#${index}`;
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

function parseStatement(
  entry: unknown,
  index: number,
  problems: PolicyProblem[],
): PolicyStatement | undefined {
  if (!isObject(entry)) {
    problems.push({ message: `Statement #${index} is not an object.` });
    return undefined;
  }
  const sid = typeof entry.Sid === 'string' ? entry.Sid : undefined;
  const statement = statementName({ sid }, index);
  const problem = (message: string) => problems.push({ message, statement });
  refuseOtherKeys(entry, STATEMENT_KEYS, statement, problems);
  if (entry.Sid !== undefined && sid === undefined) {
    problem('A Sid is not a string.');
  }
  if (entry.Effect !== 'Allow' && entry.Effect !== 'Deny') {
    problem('An Effect is neither Allow nor Deny.');
  }
  const actions = strings(entry.Action);
  const notActions = strings(entry.NotAction);
  if ((actions === undefined) === (notActions === undefined)) {
    problem('A statement needs either Action or NotAction.');
  }
  const principal = parsePrincipal(entry.Principal);
  if (!principal) {
    problem('A statement has no readable Principal.');
  }
  const conditions = parseConditions(entry.Condition);
  if (!conditions) {
    problem('A Condition is not readable.');
  }
  return {
    sid,
    effect: entry.Effect as 'Allow' | 'Deny',
    principal: principal as PolicyPrincipal,
    actions,
    notActions,
    conditions: conditions as PolicyCondition[],
  };
}

function parsePrincipal(value: unknown): PolicyPrincipal | undefined {
  const principal: PolicyPrincipal = {
    federated: [],
    aws: [],
    others: [],
    anyone: value === '*',
  };
  if (principal.anyone) {
    return principal;
  }
  if (!isObject(value) || Object.keys(value).length === 0) {
    return undefined;
  }
  for (const [kind, named] of Object.entries(value)) {
    const names = strings(named);
    if (!names) {
      return undefined;
    }
    if (kind === 'Federated') {
      principal.federated.push(...names);
    } else if (kind === 'AWS') {
      principal.aws.push(...names);
    } else {
      principal.others.push(...names);
    }
  }
  return principal;
}

function parseConditions(value: unknown): PolicyCondition[] | undefined {
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    return undefined;
  }
  const conditions: PolicyCondition[] = [];
  for (const [operator, tests] of Object.entries(value)) {
    if (!isObject(tests)) {
      return undefined;
    }
    for (const [key, wanted] of Object.entries(tests)) {
      const values = listOf(wanted);
      if (
        !values.every(v => ['string', 'number', 'boolean'].includes(typeof v))
      ) {
        return undefined;
      }
      conditions.push({ operator, key, values: values.map(String) });
    }
  }
  return conditions;
}

function refuseOtherKeys(
  value: Record<string, unknown>,
  allowed: string[],
  statement: string | undefined,
  problems: PolicyProblem[],
): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) {
      problems.push({
        message: `A trust policy must not contain ${key} here.`,
        ...(statement ? { statement } : {}),
      });
    }
  }
}

function strings(value: unknown): string[] | undefined {
  const list = listOf(value);
  return value !== undefined &&
    list.length > 0 &&
    list.every((item): item is string => typeof item === 'string')
    ? list
    : undefined;
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { JsonPath } from './jsonPositions';
import { PolicyCondition, PolicyPrincipal, PolicyStatement } from './types';

/** What is wrong, and where in the document. */
export interface LocatedProblem {
  message: string;
  /** The way to the value that is wrong. */
  path: JsonPath;
  /** The name of the statement it is in. */
  statement?: string;
}

const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Condition',
];

/** Takes down what is wrong with the statement being read, and where in it. */
type Report = (message: string, ...within: string[]) => void;

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

/**
 * Reads one statement; what breaks a rule becomes a problem.
 *
 * @param entry - the statement as written
 * @param index - its place in the policy, from 0
 * @param path - the way to it in the document
 * @param problems - takes the problems, in the order of the rules
 */
export function parseStatement(
  entry: unknown,
  index: number,
  path: JsonPath,
  problems: LocatedProblem[],
): PolicyStatement | undefined {
  if (!isObject(entry)) {
    problems.push({ message: `Statement #${index} is not an object.`, path });
    return undefined;
  }
  const sid = typeof entry.Sid === 'string' ? entry.Sid : undefined;
  const statement = statementName({ sid }, index);
  const problem: Report = (message, ...within) =>
    problems.push({ message, path: [...path, ...within], statement });
  refuseOtherKeys(entry, STATEMENT_KEYS, problem);
  if (entry.Sid !== undefined && sid === undefined) {
    problem('A Sid is not a string.', 'Sid');
  }
  if (entry.Effect !== 'Allow' && entry.Effect !== 'Deny') {
    problem('An Effect is neither Allow nor Deny.', 'Effect');
  }
  const actions = strings(entry.Action);
  const notActions = strings(entry.NotAction);
  const hasAction = entry.Action !== undefined;
  const hasNotAction = entry.NotAction !== undefined;
  if (hasAction === hasNotAction || !(actions ?? notActions)) {
    problem(
      'A statement needs either Action or NotAction.',
      hasNotAction ? 'NotAction' : 'Action',
    );
  }
  const principal = parsePrincipal(entry.Principal, problem);
  if (!principal) {
    problem('A statement has no readable Principal.', 'Principal');
  }
  const conditions = parseConditions(entry.Condition, problem);
  if (!conditions) {
    problem('A Condition is not readable.', 'Condition');
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

function parsePrincipal(
  value: unknown,
  problem: Report,
): PolicyPrincipal | undefined {
  const principal: PolicyPrincipal = {
    federated: [],
    aws: [],
    others: [],
    anyone: value === '*',
  };
  if (principal.anyone) {
    return principal;
  }
  const kinds = isObject(value) ? Object.keys(value) : [];
  if (!isObject(value) || kinds.length === 0) {
    return undefined;
  }
  for (const kind of kinds) {
    const names = strings(value[kind]);
    if (!names) {
      return undefined;
    }
    if (kind === 'Federated') {
      principal.federated.push(...names);
    } else if (kind === 'AWS') {
      principal.aws.push(...names);
    } else if (kind === 'Service' || kind === 'CanonicalUser') {
      principal.others.push(...names);
    } else {
      // Whom it lets in is unknown: `federated` and `{"*": "*"}` among them.
      problem(
        `A Principal is of no kind that AWS knows: "${kind}".`,
        'Principal',
        kind,
      );
    }
  }
  return principal;
}

function parseConditions(
  value: unknown,
  problem: Report,
): PolicyCondition[] | undefined {
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    return undefined;
  }
  const conditions: PolicyCondition[] = [];
  const operators = Object.keys(value);
  refuseLookalikes(operators, problem, 'Condition');
  for (const operator of operators) {
    const tests = value[operator];
    if (!isObject(tests)) {
      return undefined;
    }
    const keys = Object.keys(tests);
    refuseLookalikes(keys, problem, 'Condition', operator);
    for (const key of keys) {
      const wanted = tests[key];
      const values = Array.isArray(wanted) ? wanted : [wanted];
      if (!values.every(isScalar)) {
        return undefined;
      }
      conditions.push({ operator, key, values: values.map(String) });
    }
  }
  return conditions;
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  );
}

/**
 * AWS refuses operators and condition keys that differ only in case, for it
 * compares both without regard to case; which of two would count is unknown.
 */
function refuseLookalikes(
  names: string[],
  problem: Report,
  ...within: string[]
): void {
  if (names.length < 2) {
    return;
  }
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      problem(
        `A Condition has "${other}" and "${name}", which differ only in case.`,
        ...within,
        name,
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}

/** Every key that isn't allowed becomes a problem. */
export function refuseOtherKeys(
  value: Record<string, unknown>,
  allowed: string[],
  problem: Report,
): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) {
      problem(`A trust policy must not contain ${key} here.`, key);
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

/** AWS takes one value or a list of them in many places. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

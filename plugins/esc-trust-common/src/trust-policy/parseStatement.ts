import {
  PolicyCondition,
  PolicyPrincipal,
  PolicyProblem,
  PolicyStatement,
} from './types';

const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Condition',
];

/** Takes down what is wrong with the statement being read. */
type Report = (message: string) => void;

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

/** Reads one statement; what breaks a rule becomes a problem. */
export function parseStatement(
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
  const hasAction = entry.Action !== undefined;
  const hasNotAction = entry.NotAction !== undefined;
  if (hasAction === hasNotAction || !(actions ?? notActions)) {
    problem('A statement needs either Action or NotAction.');
  }
  const principal = parsePrincipal(entry.Principal, problem);
  if (!principal) {
    problem('A statement has no readable Principal.');
  }
  const conditions = parseConditions(entry.Condition, problem);
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
    } else if (kind === 'Service' || kind === 'CanonicalUser') {
      principal.others.push(...names);
    } else {
      // Whom it lets in is unknown: `federated` and `{"*": "*"}` among them.
      problem(`A Principal is of no kind that AWS knows: "${kind}".`);
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
  refuseLookalikes(Object.keys(value), problem);
  for (const [operator, tests] of Object.entries(value)) {
    if (!isObject(tests)) {
      return undefined;
    }
    refuseLookalikes(Object.keys(tests), problem);
    for (const [key, wanted] of Object.entries(tests)) {
      const values = Array.isArray(wanted) ? wanted : [wanted];
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

/**
 * AWS refuses operators and condition keys that differ only in case, for it
 * compares both without regard to case; which of two would count is unknown.
 */
function refuseLookalikes(names: string[], problem: Report): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      problem(
        `A Condition has "${other}" and "${name}", which differ only in case.`,
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}

/** Every key that isn't allowed becomes a problem. */
export function refuseOtherKeys(
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

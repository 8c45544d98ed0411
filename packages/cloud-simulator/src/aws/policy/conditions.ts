import type { RequestContext } from './context';
import type { Operator } from './operators';
import { operators } from './operators';
import { expandVariables } from './variables';

/** The policy says something that this judge does not know. */
export class NotUnderstood extends Error {}

/** An operator name taken apart: `ForAnyValue:StringLikeIfExists`. */
export interface OperatorName {
  qualifier?: 'forallvalues' | 'foranyvalue';
  base: string;
  ifExists: boolean;
}

/** Takes an operator name apart, or gives `undefined` for an unknown one. */
export function readOperatorName(name: string): OperatorName | undefined {
  let base = name.toLowerCase();
  let qualifier: OperatorName['qualifier'];
  for (const candidate of ['forallvalues', 'foranyvalue'] as const) {
    if (base.startsWith(`${candidate}:`)) {
      qualifier = candidate;
      base = base.slice(candidate.length + 1);
    }
  }
  if (base === 'null') {
    return { qualifier, base, ifExists: false };
  }
  // `…IfExists` is allowed on every operator except Null.
  const ifExists = base.endsWith('ifexists');
  if (ifExists) {
    base = base.slice(0, -'ifexists'.length);
  }
  return operators.has(base) ? { qualifier, base, ifExists } : undefined;
}

/** Operators are ANDed, and so are the keys within an operator. */
export function conditionHolds(
  condition: unknown,
  version: string | undefined,
  context: RequestContext,
): boolean {
  if (condition === undefined) {
    return true;
  }
  if (!isObject(condition)) {
    throw new NotUnderstood('Condition is no object');
  }
  // Everything is read before the verdict, so that what is not understood is
  // noticed even behind a test that fails.
  const results = Object.entries(condition).flatMap(([name, keys]) => {
    const operator = readOperatorName(name);
    if (!operator || !isObject(keys)) {
      throw new NotUnderstood(`Operator ${name}`);
    }
    return Object.entries(keys).map(([key, values]) =>
      testHolds(operator, context.get(key), valuesOf(values), {
        version,
        context,
      }),
    );
  });
  return results.every(Boolean);
}

function testHolds(
  name: OperatorName,
  have: string | string[] | undefined,
  wanted: string[],
  scope: { version: string | undefined; context: RequestContext },
): boolean {
  if (name.base === 'null') {
    return nullHolds(name, have, wanted);
  }
  const operator = operators.get(name.base)!;
  const missing =
    have === undefined || (Array.isArray(have) && have.length === 0);
  if (missing) {
    return missingKeyHolds(name, operator, wanted);
  }
  if (wanted.length === 0) {
    // An empty list: only a missing key can satisfy it. For the plain operator
    // AWS's text contradicts itself [U]; here it does not match.
    return false;
  }
  const one = (value: string) => valueHolds(operator, value, wanted, scope);
  if (name.qualifier === 'forallvalues') {
    return [have].flat().every(one);
  }
  if (name.qualifier === 'foranyvalue') {
    return [have].flat().some(one);
  }
  if (Array.isArray(have)) {
    // A plain operator on a multi-valued key: evaluators disagree [U]; here
    // the list equals nothing. It never happens to `aud` and `sub`.
    return operator.negated;
  }
  return one(have);
}

function missingKeyHolds(
  name: OperatorName,
  operator: Operator,
  wanted: string[],
): boolean {
  if (name.ifExists || name.qualifier === 'forallvalues') {
    return true;
  }
  if (name.qualifier === 'foranyvalue' || wanted.length === 0) {
    return false;
  }
  return operator.negated;
}

/** Values are ORed; those of a negated operator are NOR. */
function valueHolds(
  operator: Operator,
  value: string,
  wanted: string[],
  scope: { version: string | undefined; context: RequestContext },
): boolean {
  if (operator.reads && !operator.reads(value)) {
    return false;
  }
  const any = wanted.some(text => {
    const parts = operator.variables
      ? expandVariables(text, scope.version, scope.context)
      : [{ text, literal: false }];
    return parts !== undefined && operator.matches(value, parts);
  });
  return operator.negated ? !any : any;
}

/** `"true"` asks for an absent key, `"false"` for a present one. */
function nullHolds(
  name: OperatorName,
  have: string | string[] | undefined,
  wanted: string[],
): boolean {
  if (name.qualifier) {
    return name.qualifier === 'forallvalues';
  }
  return wanted.some(
    value => value.toLowerCase() === String(have === undefined),
  );
}

function valuesOf(values: unknown): string[] {
  return (Array.isArray(values) ? values : [values]).map(value => {
    if (
      typeof value !== 'string' &&
      typeof value !== 'number' &&
      typeof value !== 'boolean'
    ) {
      throw new NotUnderstood('A condition value is no string');
    }
    return String(value);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

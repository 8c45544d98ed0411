import { readOperatorName } from './conditions';
import type { PolicyDocument, PolicyStatement } from './document';
import { statementsOf, stringsOf } from './document';
import { operators } from './operators';

/**
 * The points of a policy that AWS documents nowhere, or twice: the only ones
 * about which a judge may say that it doesn't know.
 *
 * @param policy - the trust policy's document
 * @param context - the context keys that the request states, with their values
 * @returns the points, as sentences' parts; empty when every rule is known
 */
export function openPointsOf(
  policy: PolicyDocument,
  context: Record<string, string | string[]>,
): string[] {
  const points = new Set<string>();
  const stated = new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]),
  );
  for (const statement of statementsOf(policy)) {
    principalPoints(statement, points);
    for (const [name, tests] of Object.entries(statement.Condition ?? {})) {
      for (const [key, wanted] of Object.entries(tests as object)) {
        const values = [wanted].flat().map(String);
        testPoints(name, key, values, stated, points);
        if (policy.Version === '2012-10-17') {
          variablePoints(name, values, stated, points);
        }
      }
    }
  }
  return [...points];
}

function principalPoints(statement: PolicyStatement, points: Set<string>) {
  const principal = statement.Principal;
  if (
    principal === '*' ||
    stringsOf((principal as Record<string, unknown>).AWS).includes('*') ||
    stringsOf((principal as Record<string, unknown>).Federated).includes('*')
  ) {
    points.add('whether * covers a web identity');
  }
}

function testPoints(
  name: string,
  key: string,
  values: string[],
  stated: Map<string, string | string[]>,
  points: Set<string>,
): void {
  const operator = readOperatorName(name);
  const value = stated.get(key.toLowerCase());
  if (!operator) {
    points.add('an operator that AWS does not document');
    return;
  }
  const { base, qualifier, ifExists } = operator;
  if (base === 'null') {
    if (values.length !== 1 || !/^(true|false)$/i.test(values[0])) {
      points.add('Null with another value than true or false');
    }
  } else if (values.length === 0 && operators.get(base)!.negated) {
    if (!qualifier && !ifExists) {
      points.add('an empty list of a negated operator');
    }
  }
  if (Array.isArray(value) && !qualifier && base !== 'null') {
    points.add('a plain operator on a multi-valued key');
  }
  const isEmpty = Array.isArray(value) && value.length === 0;
  if (qualifier === 'foranyvalue' && ifExists) {
    const isPresent = /^api\.pulumi\.com\/oidc:(aud|sub)$/i.test(key);
    if (!isPresent && (value === undefined || isEmpty)) {
      points.add('ForAnyValue with IfExists on an absent key');
    }
  }
  if (value === undefined && isUnstated(key)) {
    points.add('a key that only AWS knows');
  }
}

function variablePoints(
  name: string,
  values: string[],
  stated: Map<string, string | string[]>,
  points: Set<string>,
): void {
  const used = values.filter(value => value.includes('${'));
  if (used.length === 0) {
    return;
  }
  const base = readOperatorName(name)?.base ?? '';
  if (base === 'bool') {
    points.add('variables in Bool');
  }
  const names = used.flatMap(one => [...one.matchAll(/\$\{\s*([^},\s]*)/g)]);
  for (const [, key] of names) {
    const value = stated.get(key.toLowerCase());
    if (Array.isArray(value) && value.length > 0) {
      points.add('a variable with several values');
    } else if (value === undefined && isUnstated(key)) {
      points.add('a key that only AWS knows');
    }
  }
}

/** Whether AWS fills a key with what the request doesn't state. */
function isUnstated(key: string): boolean {
  return (
    /^(aws|sts):/i.test(key) && !/^sts:(durationseconds|externalid)$/i.test(key)
  );
}

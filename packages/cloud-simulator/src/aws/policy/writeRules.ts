import { malformedPolicy } from '../errors';
import { readOperatorName } from './conditions';
import type { PolicyDocument, PolicyStatement } from './document';
import { duplicateKey, parsePolicy, statementsOf, stringsOf } from './document';

/**
 * What AWS demands of any policy before it stores it. AWS's exact sentences
 * are known only in part; those not in its public text are unverified [U].
 */
export function checkGrammar(text: string): PolicyDocument {
  const policy = parsePolicy(text);
  if (!policy || duplicateKey(text) !== undefined) {
    throw malformedPolicy('This policy contains invalid Json');
  }
  const known = ['Version', 'Id', 'Statement'];
  if (Object.keys(policy).some(key => !known.includes(key))) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  const versions = [undefined, '2012-10-17', '2008-10-17'];
  if (!versions.includes(policy.Version as string | undefined)) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  const statements = statementsOf(policy);
  const written = Array.isArray(policy.Statement) ? policy.Statement.length : 1;
  if (statements.length === 0 || statements.length !== written) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  statements.forEach(checkStatement);
  checkSids(statements);
  return policy;
}

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function checkStatement(statement: PolicyStatement): void {
  if (Object.keys(statement).some(key => !elements.includes(key))) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  if (statement.Effect === undefined) {
    throw malformedPolicy('Missing required field Effect');
  }
  // Element names and the effect are case-sensitive.
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw malformedPolicy(`Invalid effect: ${statement.Effect}`);
  }
  if (statement.Action === undefined && statement.NotAction === undefined) {
    throw malformedPolicy('Missing required field Action');
  }
  if (statement.Action !== undefined && statement.NotAction !== undefined) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  if (!isTextOrTexts(statement.Action ?? statement.NotAction)) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  checkCondition(statement.Condition);
}

function checkCondition(condition: unknown): void {
  if (condition === undefined) {
    return;
  }
  if (!isObject(condition)) {
    throw malformedPolicy('Syntax errors in policy.');
  }
  for (const [operator, keys] of Object.entries(condition)) {
    if (!readOperatorName(operator)) {
      throw malformedPolicy(`Invalid Condition type : ${operator}`);
    }
    if (!isObject(keys)) {
      throw malformedPolicy('Syntax errors in policy.');
    }
    for (const values of Object.values(keys)) {
      const list = Array.isArray(values) ? values : [values];
      const types = ['string', 'number', 'boolean'];
      if (list.some(value => !types.includes(typeof value))) {
        throw malformedPolicy('Syntax errors in policy.');
      }
    }
  }
}

function checkSids(statements: PolicyStatement[]): void {
  const seen = new Set<unknown>();
  for (const { Sid } of statements) {
    if (Sid === undefined) {
      continue;
    }
    if (typeof Sid !== 'string' || !/^[0-9A-Za-z]*$/.test(Sid)) {
      throw malformedPolicy(
        'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
      );
    }
    if (seen.has(Sid)) {
      throw malformedPolicy(
        'Statement IDs (SID) in a single policy must be unique.',
      );
    }
    seen.add(Sid);
  }
}

function isTextOrTexts(value: unknown): boolean {
  const list = Array.isArray(value) ? value : [value];
  return list.length > 0 && stringsOf(value).length === list.length;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

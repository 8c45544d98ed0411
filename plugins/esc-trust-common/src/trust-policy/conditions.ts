import { renderSubject, SubjectPart } from '../claims/types';
import { Comparison, compileComparison, Match } from './comparisons';
import { KeyName, keyName, KeyValue, RequestScope } from './contextKeys';
import { isDocumented, Operator, parseOperator } from './operators';
import { PolicyCondition, TrustPolicyRequest } from './types';

export { claimOfKey } from './contextKeys';

/** Whether a condition holds: `depends` on a claim part, or `unknown`. */
export type Outcome = 'yes' | 'no' | 'depends' | 'unknown';

/** What evaluating one condition gives. */
export interface ConditionResult {
  outcome: Outcome;
  /** False when nothing is known of the operator, and so of its statement. */
  understood: boolean;
}

/** A condition prepared for many requests. */
export interface CompiledCondition {
  /** False when nothing is known of the operator, and so of its statement. */
  understood: boolean;
  decide(scope: RequestScope): Outcome;
  /** What was compared, as a sentence's part. */
  reason(scope: RequestScope): string;
}

/**
 * Prepares one condition.
 *
 * @param condition - the condition
 * @param hasVariables - whether the policy's Version knows variables
 */
export function compileCondition(
  condition: PolicyCondition,
  hasVariables: boolean,
): CompiledCondition {
  const operator = parseOperator(condition.operator);
  const key = keyName(condition.key);
  return {
    understood: isDocumented(operator),
    decide:
      operator.base === 'null'
        ? compileNull(condition, operator, key)
        : compileOperator(condition, operator, key, hasVariables),
    reason: scope =>
      `${condition.operator} ${condition.key} expects ${
        condition.values.map(v => `"${v}"`).join(' or ') || 'nothing'
      }; ${showValue(scope.lookUp(key), key)}`,
  };
}

/** Evaluates one condition. */
export function evaluateCondition(
  condition: PolicyCondition,
  request: TrustPolicyRequest,
  hasVariables: boolean,
): ConditionResult {
  const compiled = compileCondition(condition, hasVariables);
  return {
    outcome: compiled.decide(new RequestScope(request)),
    understood: compiled.understood,
  };
}

/** Whether tokens of an identity provider never carry a condition key. */
export function isNeverFilled(key: string, identityProvider: string): boolean {
  const scope = new RequestScope({
    principal: { federated: identityProvider },
    claims: { audience: '', subject: '' },
  });
  return scope.lookUp(keyName(key)).kind === 'absent';
}

function compileOperator(
  condition: PolicyCondition,
  operator: Operator,
  key: KeyName,
  hasVariables: boolean,
): (scope: RequestScope) => Outcome {
  const comparison = compileComparison(
    operator,
    condition.values,
    hasVariables,
  );
  if (!comparison) {
    return () => 'unknown';
  }
  const { negated } = comparison;
  const { qualifier, ifExists } = operator;
  const isEmpty = condition.values.length === 0;
  // AWS's texts contradict each other on empty lists. A positive operator is
  // taken not to match [rule 5 of the reference]; for a negated one without
  // qualifier or IfExists either guess could open a role.
  const isRiddle = isEmpty && negated && !qualifier && !ifExists;
  const whenAbsent = isRiddle ? 'unknown' : absentOutcome(operator, negated);

  return scope => {
    const value = scope.lookUp(key);
    if (value.kind === 'absent') {
      return whenAbsent;
    }
    if (value.kind === 'unknown' || isRiddle) {
      return 'unknown';
    }
    if (isEmpty) {
      // Nothing but an absent key satisfies an empty list.
      return 'no';
    }
    if (value.kind === 'one') {
      return outcomeOf(comparison, value.value, key, scope);
    }
    if (!qualifier) {
      // Evaluators disagree on several values [rule 10 of the reference].
      return 'unknown';
    }
    const outcomes = value.values.map(one =>
      outcomeOf(comparison, one, key, scope),
    );
    return qualifier === 'forallvalues'
      ? firstOf(outcomes, ['no', 'unknown', 'depends'], 'yes')
      : firstOf(outcomes, ['yes', 'unknown', 'depends'], 'no');
  };
}

/** What an operator says of a key that the request doesn't have. */
function absentOutcome(operator: Operator, negated: boolean): Outcome {
  if (operator.qualifier === 'foranyvalue') {
    // An absent key fails ForAnyValue and passes IfExists: which of them wins
    // is documented nowhere.
    return operator.ifExists ? 'unknown' : 'no';
  }
  return operator.ifExists || operator.qualifier === 'forallvalues' || negated
    ? 'yes'
    : 'no';
}

/** One value of the request against the condition's values. */
function outcomeOf(
  comparison: Comparison,
  value: string | SubjectPart[],
  key: KeyName,
  scope: RequestScope,
): Outcome {
  const match: Match = comparison.matchesAny(value, key, scope);
  switch (match) {
    case 'always':
      return comparison.negated ? 'no' : 'yes';
    case 'never':
      return comparison.negated ? 'yes' : 'no';
    case 'sometimes':
      return scope.isFilledOnOpening() ? 'depends' : 'unknown';
    case 'unreadable':
      return 'no';
    default:
      return 'unknown';
  }
}

function firstOf(
  outcomes: Outcome[],
  order: Outcome[],
  otherwise: Outcome,
): Outcome {
  return order.find(outcome => outcomes.includes(outcome)) ?? otherwise;
}

function compileNull(
  condition: PolicyCondition,
  operator: Operator,
  key: KeyName,
): (scope: RequestScope) => Outcome {
  const [wanted, ...others] = condition.values.map(v => v.toLowerCase());
  if (
    operator.ifExists ||
    others.length > 0 ||
    (wanted !== 'true' && wanted !== 'false')
  ) {
    // The User Guide allows exactly `"true"` or `"false"`, and no IfExists.
    return () => 'unknown';
  }
  if (operator.qualifier) {
    // Null:ForAllValues is always true, Null:ForAnyValue always false.
    const outcome = operator.qualifier === 'forallvalues' ? 'yes' : 'no';
    return () => outcome;
  }
  return scope => {
    const { kind } = scope.lookUp(key);
    if (kind === 'unknown') {
      return 'unknown';
    }
    return (wanted === 'true') === (kind === 'absent') ? 'yes' : 'no';
  };
}

function showValue(value: KeyValue, key: KeyName): string {
  switch (value.kind) {
    case 'one':
      return `the ${key.claim ? 'token' : 'request'} says ${show(value.value)}`;
    case 'many':
      return `the request says ${value.values.map(show).join(', ')}`;
    case 'absent':
      return 'no Pulumi token carries this key';
    default:
      return 'its value is known only to AWS';
  }
}

function show(value: string | SubjectPart[]): string {
  return `"${typeof value === 'string' ? value : renderSubject(value)}"`;
}

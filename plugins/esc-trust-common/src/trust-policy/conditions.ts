import { renderSubject, SubjectPart } from '../claims/types';
import { compareSubject, Holds } from './glob';
import { PolicyCondition, TrustPolicyRequest } from './types';

/** Whether a condition holds: `depends` on a claim part, or `unknown`. */
export type Outcome = 'yes' | 'no' | 'depends' | 'unknown';

/** The operators of the String family; `negated` ones are true for absent keys. */
const STRING_OPERATORS: Record<
  string,
  { wildcards: boolean; ignoreCase: boolean; negated: boolean }
> = {
  stringequals: { wildcards: false, ignoreCase: false, negated: false },
  stringnotequals: { wildcards: false, ignoreCase: false, negated: true },
  stringequalsignorecase: {
    wildcards: false,
    ignoreCase: true,
    negated: false,
  },
  stringnotequalsignorecase: {
    wildcards: false,
    ignoreCase: true,
    negated: true,
  },
  stringlike: { wildcards: true, ignoreCase: false, negated: false },
  stringnotlike: { wildcards: true, ignoreCase: false, negated: true },
};

/** A condition's operator, taken apart. */
export interface Operator {
  /** Lower case, without qualifier and suffix. */
  base: string;
  qualifier?: 'forallvalues' | 'foranyvalue';
  ifExists: boolean;
}

/** Takes an operator apart; names are matched in any case [unverified]. */
export function parseOperator(text: string): Operator {
  const [, qualifier, name, ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(
      text.toLowerCase(),
    )!;
  return {
    base: name,
    qualifier: qualifier as Operator['qualifier'],
    ifExists: ifExists !== undefined,
  };
}

/** Whether an operator is one of the String family's, and how it compares. */
export function stringOperator(operator: Operator) {
  return STRING_OPERATORS[operator.base];
}

/** What is known of the value of a condition key. */
type KeyValue =
  | { known: string | SubjectPart[] }
  | { absent: true }
  | { unknown: true };

/** The claim that a condition key names for an identity provider's tokens. */
export function claimOfKey(
  key: string,
  identityProvider: string,
): 'audience' | 'subject' | undefined {
  const issuer = identityProvider.split(':oidc-provider/')[1]?.toLowerCase();
  switch (key.toLowerCase()) {
    case `${issuer}:aud`:
      return 'audience';
    case `${issuer}:sub`:
      return 'subject';
    default:
      return undefined;
  }
}

function lookUp(key: string, request: TrustPolicyRequest): KeyValue {
  const claim = claimOfKey(key, request.principal.federated);
  if (claim) {
    return { known: request.claims[claim] };
  }
  const context = Object.entries(request.context ?? {}).find(
    ([name]) => name.toLowerCase() === key.toLowerCase(),
  );
  if (context) {
    return typeof context[1] === 'string'
      ? { known: context[1] }
      : // No key of Pulumi's tokens has several values.
        { unknown: true };
  }
  const name = key.toLowerCase();
  // STS fills `aud`, `sub`, `amr`, `email` and `oaud` of a token's own issuer;
  // Pulumi sends only the first two. Keys of other issuers never have a value,
  // nor do these two in an assume-role request.
  if (
    !/^(aws|sts):/.test(name) ||
    name === 'sts:durationseconds' ||
    name === 'sts:externalid'
  ) {
    return { absent: true };
  }
  // The caller is Pulumi Cloud: its address, the time and the like can't be
  // known here.
  return { unknown: true };
}

/** Evaluates one condition, and says what it compared. */
export function evaluateCondition(
  condition: PolicyCondition,
  request: TrustPolicyRequest,
  hasVariables: boolean,
): { outcome: Outcome; reason: string } {
  const operator = parseOperator(condition.operator);
  const value = lookUp(condition.key, request);
  const shown = `${condition.operator} ${condition.key}`;
  const reason = `${shown} expects ${condition.values
    .map(v => `"${v}"`)
    .join(' or ')}; ${showValue(value)}`;
  return { outcome: decide(condition, operator, value, hasVariables), reason };
}

function decide(
  condition: PolicyCondition,
  operator: Operator,
  value: KeyValue,
  hasVariables: boolean,
): Outcome {
  if (operator.base === 'null') {
    return decideNull(condition, operator, value);
  }
  const comparison = stringOperator(operator);
  if (!comparison || 'unknown' in value) {
    return 'unknown';
  }
  if ('absent' in value) {
    if (operator.qualifier === 'foranyvalue') {
      return 'no';
    }
    return operator.ifExists ||
      operator.qualifier === 'forallvalues' ||
      comparison.negated
      ? 'yes'
      : 'no';
  }
  // With version 2012-10-17 `${…}` is a variable; its value is not looked into.
  if (hasVariables && condition.values.some(v => v.includes('${'))) {
    return 'unknown';
  }
  const fold = <T extends string | SubjectPart[]>(text: T): T =>
    (comparison.ignoreCase ? lowerCase(text) : text) as T;
  const matches = condition.values.map(wanted =>
    compareSubject(fold(wanted), fold(value.known), comparison.wildcards),
  );
  const any = anyOf(matches);
  return comparison.negated ? negate(any) : any;
}

function decideNull(
  condition: PolicyCondition,
  operator: Operator,
  value: KeyValue,
): Outcome {
  if (operator.qualifier) {
    // Null:ForAllValues is always true, Null:ForAnyValue always false.
    return operator.qualifier === 'forallvalues' ? 'yes' : 'no';
  }
  if ('unknown' in value || condition.values.length !== 1) {
    return 'unknown';
  }
  const wantsAbsence = condition.values[0].toLowerCase() === 'true';
  return wantsAbsence === 'absent' in value ? 'yes' : 'no';
}

function anyOf(matches: Holds[]): Outcome {
  if (matches.includes('always')) {
    return 'yes';
  }
  return matches.includes('sometimes') ? 'depends' : 'no';
}

function negate(outcome: Outcome): Outcome {
  if (outcome === 'yes') {
    return 'no';
  }
  return outcome === 'no' ? 'yes' : outcome;
}

function lowerCase(text: string | SubjectPart[]): string | SubjectPart[] {
  return typeof text === 'string'
    ? text.toLowerCase()
    : text.map(p => (typeof p === 'string' ? p.toLowerCase() : p));
}

function showValue(value: KeyValue): string {
  if ('known' in value) {
    return `the token says ${show(value.known)}`;
  }
  return 'absent' in value
    ? 'no Pulumi token carries this key'
    : 'its value is known only to AWS';
}

function show(value: string | SubjectPart[]): string {
  return `"${typeof value === 'string' ? value : renderSubject(value)}"`;
}

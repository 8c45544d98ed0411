import {
  renderSubject,
  SUBJECT_ATTRIBUTES,
  SubjectPart,
} from '../claims/types';
import { compareSubject, Holds } from './glob';
import {
  isDocumented,
  Operator,
  parseOperator,
  stringOperator,
} from './operators';
import { PolicyCondition, TrustPolicyRequest } from './types';

/** Whether a condition holds: `depends` on a claim part, or `unknown`. */
export type Outcome = 'yes' | 'no' | 'depends' | 'unknown';

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

/** What evaluating one condition gives. */
export interface ConditionResult {
  outcome: Outcome;
  /** False when nothing is known of the operator, and so of its statement. */
  understood: boolean;
  /** What was compared, as a sentence's part. */
  reason: () => string;
}

/** Evaluates one condition. */
export function evaluateCondition(
  condition: PolicyCondition,
  request: TrustPolicyRequest,
  hasVariables: boolean,
): ConditionResult {
  const operator = parseOperator(condition.operator);
  const value = lookUp(condition.key, request);
  return {
    outcome: decide(condition, operator, value, hasVariables),
    understood: isDocumented(operator),
    reason: () =>
      `${condition.operator} ${condition.key} expects ${
        condition.values.map(v => `"${v}"`).join(' or ') || 'nothing'
      }; ${showValue(value)}`,
  };
}

/** Whether tokens of an identity provider never carry a condition key. */
export function isNeverFilled(key: string, identityProvider: string): boolean {
  return (
    'absent' in
    lookUp(key, {
      principal: { federated: identityProvider },
      claims: { audience: '', subject: '' },
    })
  );
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
  // AWS's texts contradict each other on empty lists. A positive operator is
  // taken not to match; for a negated one either guess could open a role.
  if (comparison.negated && condition.values.length === 0) {
    return 'unknown';
  }
  if ('absent' in value) {
    if (operator.qualifier === 'foranyvalue') {
      // An absent key fails ForAnyValue and passes IfExists: which of them
      // wins is documented nowhere.
      return operator.ifExists ? 'unknown' : 'no';
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
  if (any === 'depends' && !isFilledOnOpening(value.known)) {
    return 'unknown';
  }
  return comparison.negated ? negate(any) : any;
}

/** Whether opening the environment settles every placeholder of a subject. */
function isFilledOnOpening(subject: string | SubjectPart[]): boolean {
  return [subject]
    .flat()
    .every(
      part =>
        typeof part === 'string' ||
        (SUBJECT_ATTRIBUTES as readonly string[]).includes(part.attribute),
    );
}

function decideNull(
  condition: PolicyCondition,
  operator: Operator,
  value: KeyValue,
): Outcome {
  const [wanted, ...others] = condition.values.map(v => v.toLowerCase());
  if (
    operator.ifExists ||
    others.length > 0 ||
    (wanted !== 'true' && wanted !== 'false')
  ) {
    // The User Guide allows exactly `"true"` or `"false"`, and no IfExists.
    return 'unknown';
  }
  if (operator.qualifier) {
    // Null:ForAllValues is always true, Null:ForAnyValue always false.
    return operator.qualifier === 'forallvalues' ? 'yes' : 'no';
  }
  if ('unknown' in value) {
    return 'unknown';
  }
  return (wanted === 'true') === 'absent' in value ? 'yes' : 'no';
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

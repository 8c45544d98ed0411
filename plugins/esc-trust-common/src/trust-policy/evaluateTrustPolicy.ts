import { evaluateCondition, Outcome } from './conditions';
import { globMatches } from './glob';
import { statementName } from './parseStatement';
import {
  Effect,
  PolicyStatement,
  StatementExplanation,
  TrustPolicy,
  TrustPolicyDecision,
  TrustPolicyRequest,
} from './types';

/** The call by which Pulumi Cloud turns a token into credentials. */
export const WEB_IDENTITY_ACTION = 'sts:AssumeRoleWithWebIdentity';

/** Every call that assumes a role. */
const ASSUME_ACTIONS = [
  WEB_IDENTITY_ACTION,
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
];

/**
 * Decides a request as STS does, and explains every statement.
 *
 * @remarks
 * Rules: the IAM User Guide's evaluation logic. An explicit deny wins, the
 * default is an implicit deny. String operators and `Null` are decided with
 * `IfExists`, `ForAnyValue` and `ForAllValues`; other operators, policy
 * variables and forms that AWS doesn't document are `unknown`, never guessed.
 *
 * @param policy - a parsed trust policy
 * @param request - the caller
 * @public
 */
export function evaluateTrustPolicy(
  policy: TrustPolicy,
  request: TrustPolicyRequest,
): TrustPolicyDecision {
  const statements = policy.statements.map(
    (statement, index): StatementExplanation => {
      const { applies, reason } = judge(policy, statement, request);
      return {
        statement: statementName(statement, index),
        effect: statement.effect,
        applies,
        reason: reason(),
      };
    },
  );
  return { effect: combine(statements), statements };
}

/**
 * The effect alone, for those who try many requests: explanations quote whole
 * lists of values and cost more than the decision.
 */
export function decideTrustPolicy(
  policy: TrustPolicy,
  request: TrustPolicyRequest,
): Effect {
  return combine(
    policy.statements.map(statement => ({
      effect: statement.effect,
      applies: judge(policy, statement, request).applies,
    })),
  );
}

function combine(
  statements: Array<Pick<StatementExplanation, 'effect' | 'applies'>>,
): Effect {
  const strongest = (effect: 'Allow' | 'Deny'): Outcome => {
    const outcomes = statements
      .filter(s => s.effect === effect)
      .map(s => s.applies);
    return (
      (['yes', 'unknown', 'depends'] as const).find(o =>
        outcomes.includes(o),
      ) ?? 'no'
    );
  };
  const deny = strongest('Deny');
  const allow = strongest('Allow');
  if (deny === 'yes') {
    return 'explicit-deny';
  }
  if (allow === 'no') {
    return 'implicit-deny';
  }
  if (allow === 'unknown' || deny === 'unknown') {
    return 'unknown';
  }
  return allow === 'depends' || deny === 'depends' ? 'depends' : 'allow';
}

/** Whether a statement applies to a request; `reason` says what decided. */
function judge(
  policy: TrustPolicy,
  statement: PolicyStatement,
  request: TrustPolicyRequest,
): { applies: Outcome; reason: () => string } {
  const action = request.action ?? WEB_IDENTITY_ACTION;
  if (!coversAction(statement, action)) {
    return {
      applies: 'no',
      reason: () => `its actions don't cover ${action}`,
    };
  }
  const { federated } = request.principal;
  const principal = coversPrincipal(statement, federated);
  if (principal === 'no') {
    return { applies: 'no', reason: () => `its principal isn't ${federated}` };
  }
  const results = statement.conditions.map(condition =>
    evaluateCondition(condition, request, policy.version === '2012-10-17'),
  );
  // AWS stores no statement with an operator that it doesn't know: what such a
  // statement does is unknown, even if another of its conditions fails.
  const riddle = results.find(r => !r.understood);
  if (riddle) {
    return { applies: 'unknown', reason: riddle.reason };
  }
  for (const outcome of ['no', 'unknown', 'depends'] as const) {
    const decisive = results.find(r => r.outcome === outcome);
    if (decisive) {
      return { applies: outcome, reason: decisive.reason };
    }
  }
  return {
    applies: principal,
    reason: () =>
      principal === 'unknown'
        ? `whether its principal covers ${federated} is not documented`
        : 'principal, action and every condition match',
  };
}

/** Action names are case-insensitive; `*` and `?` are wildcards. */
export function coversAction(
  statement: PolicyStatement,
  action: string,
): boolean {
  const named = (patterns: string[]) =>
    patterns.some(p => globMatches(p.toLowerCase(), action.toLowerCase()));
  return statement.actions
    ? named(statement.actions)
    : !named(statement.notActions ?? []);
}

/** Whether a statement covers any of the calls that assume a role. */
export function coversAssumption(statement: PolicyStatement): boolean {
  return (
    ASSUME_ACTIONS.some(action => coversAction(statement, action)) ||
    // A call that AWS adds one day is no reason to overlook its statement.
    Boolean(statement.actions?.some(a => /^sts:assume/i.test(a)))
  );
}

/** Whether a statement names everybody, of whatever kind. */
export function namesAnyone({ principal }: PolicyStatement): boolean {
  return (
    principal.anyone ||
    principal.aws.includes('*') ||
    principal.federated.includes('*')
  );
}

/**
 * Whether a statement speaks of callers that an identity provider vouches for.
 *
 * @remarks
 * Whether `*` covers web identities is disputed: in a Deny it is taken to, in
 * an Allow it stays unknown [unverified]. The invalid `Federated: *`, and an
 * ARN that differs only in case, stay unknown in both [unverified]. Other ARNs
 * are compared exactly.
 */
export function coversPrincipal(
  statement: PolicyStatement,
  identityProvider: string,
): Outcome {
  const { federated, aws, anyone } = statement.principal;
  if (federated.includes(identityProvider)) {
    return 'yes';
  }
  if (anyone || aws.includes('*')) {
    return statement.effect === 'Deny' ? 'yes' : 'unknown';
  }
  return federated.some(
    arn => arn === '*' || arn.toLowerCase() === identityProvider.toLowerCase(),
  )
    ? 'unknown'
    : 'no';
}

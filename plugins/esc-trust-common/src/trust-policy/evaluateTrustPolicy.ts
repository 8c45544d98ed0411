import { evaluateCondition, Outcome } from './conditions';
import { globMatches } from './glob';
import { statementName } from './parseTrustPolicy';
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

/**
 * Decides a request as STS does, and explains every statement.
 *
 * @remarks
 * Rules: the IAM User Guide's evaluation logic. An explicit deny wins, the
 * default is an implicit deny. String operators and `Null` are decided with
 * `IfExists`, `ForAnyValue` and `ForAllValues`; other operators and policy
 * variables are `unknown`, never guessed.
 *
 * @param policy - a parsed trust policy
 * @param request - the caller
 * @public
 */
export function evaluateTrustPolicy(
  policy: TrustPolicy,
  request: TrustPolicyRequest,
): TrustPolicyDecision {
  const statements = policy.statements.map((statement, index) =>
    explain(policy, statement, index, request),
  );
  return { effect: combine(statements), statements };
}

function combine(statements: StatementExplanation[]): Effect {
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

function explain(
  policy: TrustPolicy,
  statement: PolicyStatement,
  index: number,
  request: TrustPolicyRequest,
): StatementExplanation {
  const answer = (applies: Outcome, reason: string): StatementExplanation => ({
    statement: statementName(statement, index),
    effect: statement.effect,
    applies,
    reason,
  });
  const action = request.action ?? WEB_IDENTITY_ACTION;
  if (!coversAction(statement, action)) {
    return answer('no', `its actions don't cover ${action}`);
  }
  const principal = coversPrincipal(statement, request.principal.federated);
  if (principal === 'no') {
    return answer('no', `its principal isn't ${request.principal.federated}`);
  }
  const results = statement.conditions.map(condition =>
    evaluateCondition(condition, request, policy.version === '2012-10-17'),
  );
  for (const outcome of ['no', 'unknown', 'depends'] as const) {
    const decisive = results.find(r => r.outcome === outcome);
    if (decisive) {
      return answer(outcome, decisive.reason);
    }
  }
  return principal === 'unknown'
    ? answer(
        'unknown',
        `whether its principal covers ${request.principal.federated} is not documented`,
      )
    : answer('yes', 'principal, action and every condition match');
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

/**
 * Whether a statement speaks of callers that an identity provider vouches for.
 *
 * @remarks
 * Whether `*` covers web identities is disputed: in a Deny it is taken to, in
 * an Allow it stays unknown [unverified]. ARNs are compared exactly; one that
 * differs only in case stays unknown [unverified].
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
    arn => arn.toLowerCase() === identityProvider.toLowerCase(),
  )
    ? 'unknown'
    : 'no';
}

import { CompiledCondition, compileCondition, Outcome } from './conditions';
import { RequestScope } from './contextKeys';
import { statementName } from './parseStatement';
import {
  coversAction,
  coversPrincipal,
  WEB_IDENTITY_ACTION,
} from './statementScope';
import {
  Effect,
  PolicyStatement,
  StatementExplanation,
  TrustPolicy,
  TrustPolicyDecision,
  TrustPolicyRequest,
} from './types';

/**
 * A trust policy prepared for many requests.
 *
 * @public
 */
export interface CompiledTrustPolicy {
  /**
   * The effect alone: the fast path.
   *
   * @param request - the caller
   */
  decide(request: TrustPolicyRequest): Effect;
  /**
   * The effect, and for every statement what decided.
   *
   * @param request - the caller
   */
  evaluate(request: TrustPolicyRequest): TrustPolicyDecision;
}

/** A statement prepared for many requests. */
interface CompiledStatement {
  statement: PolicyStatement;
  index: number;
  coversWebIdentity: boolean;
  /** Prepared when first needed: most callers concern few of the statements. */
  conditions(): CompiledConditions;
}

interface CompiledConditions {
  all: CompiledCondition[];
  /** The first one whose operator AWS doesn't document. */
  riddle: CompiledCondition | undefined;
}

/**
 * Prepares a trust policy for many requests.
 *
 * @remarks
 * The policy must not change afterwards. No regular expression is made from its
 * text; matching a pattern costs at most its length × the text's. Rules: the IAM
 * User Guide's evaluation logic, as `evaluateTrustPolicy` says. Never throws.
 *
 * @param policy - a parsed trust policy
 * @public
 */
export function compileTrustPolicy(policy: TrustPolicy): CompiledTrustPolicy {
  const statements = policy.statements.map((statement, index) =>
    compileStatement(statement, index, policy.version === '2012-10-17'),
  );
  return {
    decide(request) {
      const scope = new RequestScope(request);
      return combine(statements, one => appliesTo(one, request, scope));
    },
    evaluate(request) {
      const scope = new RequestScope(request);
      const explanations = statements.map(one => explain(one, request, scope));
      return {
        effect: combine(statements, one => explanations[one.index].applies),
        statements: explanations,
      };
    },
  };
}

function compileStatement(
  statement: PolicyStatement,
  index: number,
  hasVariables: boolean,
): CompiledStatement {
  let compiled: CompiledConditions | undefined;
  return {
    statement,
    index,
    coversWebIdentity: coversAction(statement, WEB_IDENTITY_ACTION),
    conditions() {
      compiled ??= compileConditions(statement, hasVariables);
      return compiled;
    },
  };
}

function compileConditions(
  statement: PolicyStatement,
  hasVariables: boolean,
): CompiledConditions {
  const all = statement.conditions.map(condition =>
    compileCondition(condition, hasVariables),
  );
  return { all, riddle: all.find(condition => !condition.understood) };
}

/** An explicit deny wins, the default is an implicit deny. */
function combine(
  statements: CompiledStatement[],
  applies: (statement: CompiledStatement) => Outcome,
): Effect {
  let allow: Outcome = 'no';
  let deny: Outcome = 'no';
  for (const one of statements) {
    const outcome = applies(one);
    if (one.statement.effect === 'Allow') {
      allow = stronger(allow, outcome);
    } else if (outcome === 'yes') {
      return 'explicit-deny';
    } else {
      deny = stronger(deny, outcome);
    }
  }
  if (allow === 'no') {
    return 'implicit-deny';
  }
  if (allow === 'unknown' || deny === 'unknown') {
    return 'unknown';
  }
  return allow === 'depends' || deny === 'depends' ? 'depends' : 'allow';
}

/** What two statements of one effect say together. */
function stronger(a: Outcome, b: Outcome): Outcome {
  if (a === 'yes' || b === 'no') {
    return a;
  }
  return b === 'yes' || a === 'no' || b === 'unknown' ? b : a;
}

function coversCall(one: CompiledStatement, action: string | undefined) {
  return action === undefined || action === WEB_IDENTITY_ACTION
    ? one.coversWebIdentity
    : coversAction(one.statement, action);
}

/** Whether a statement applies, without saying why. */
function appliesTo(
  one: CompiledStatement,
  request: TrustPolicyRequest,
  scope: RequestScope,
): Outcome {
  if (!coversCall(one, request.action)) {
    return 'no';
  }
  const principal = coversPrincipal(one.statement, request.principal.federated);
  if (principal === 'no') {
    return 'no';
  }
  // AWS stores no statement with an operator that it doesn't know: what such a
  // statement does is unknown, even if another of its conditions fails.
  const { all, riddle } = one.conditions();
  if (riddle) {
    return 'unknown';
  }
  let weakest: Outcome = 'yes';
  for (const condition of all) {
    const outcome = condition.decide(scope);
    if (outcome === 'no') {
      return 'no';
    }
    if (outcome === 'unknown' || weakest === 'yes') {
      weakest = outcome;
    }
  }
  return weakest === 'yes' ? principal : weakest;
}

function explain(
  one: CompiledStatement,
  request: TrustPolicyRequest,
  scope: RequestScope,
): StatementExplanation {
  const applies = appliesTo(one, request, scope);
  return {
    statement: statementName(one.statement, one.index),
    effect: one.statement.effect,
    applies,
    reason: reasonFor(one, applies, request, scope),
  };
}

function reasonFor(
  one: CompiledStatement,
  applies: Outcome,
  request: TrustPolicyRequest,
  scope: RequestScope,
): string {
  const { federated } = request.principal;
  if (!coversCall(one, request.action)) {
    return `its actions don't cover ${request.action ?? WEB_IDENTITY_ACTION}`;
  }
  const principal = coversPrincipal(one.statement, federated);
  if (principal === 'no') {
    return `its principal isn't ${federated}`;
  }
  const { all, riddle } = one.conditions();
  const decisive =
    riddle ??
    all.find(
      condition => applies !== 'yes' && condition.decide(scope) === applies,
    );
  if (decisive) {
    return decisive.reason(scope);
  }
  return principal === 'unknown'
    ? `whether its principal covers ${federated} is not documented`
    : 'principal, action and every condition match';
}

import { compileTrustPolicy } from './compileTrustPolicy';
import {
  Effect,
  TrustPolicy,
  TrustPolicyDecision,
  TrustPolicyRequest,
} from './types';

export {
  coversAction,
  coversAssumption,
  coversPrincipal,
  namesAnyone,
  WEB_IDENTITY_ACTION,
} from './statementScope';

/**
 * Decides a request as STS does, and explains every statement.
 *
 * @remarks
 * Rules: the IAM User Guide's evaluation logic. An explicit deny wins, the
 * default is an implicit deny. Every documented operator is decided, with
 * `IfExists`, `ForAnyValue`, `ForAllValues`, `Null` and policy variables; what
 * only AWS knows (such as the caller's address, unless the request states it)
 * and forms that AWS doesn't document are `unknown`, never guessed. Never throws.
 * For many requests to one policy use `compileTrustPolicy`.
 *
 * @param policy - a parsed trust policy
 * @param request - the caller
 * @public
 */
export function evaluateTrustPolicy(
  policy: TrustPolicy,
  request: TrustPolicyRequest,
): TrustPolicyDecision {
  return compileTrustPolicy(policy).evaluate(request);
}

/** The effect alone, without the explanations, for a single request. */
export function decideTrustPolicy(
  policy: TrustPolicy,
  request: TrustPolicyRequest,
): Effect {
  return compileTrustPolicy(policy).decide(request);
}

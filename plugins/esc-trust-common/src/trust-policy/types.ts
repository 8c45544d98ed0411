import { SubjectPart } from '../claims/types';

/** One test of a statement's `Condition`. @public */
export interface PolicyCondition {
  /** The operator as written, such as `StringEquals` or `ForAnyValue:StringLike`. */
  operator: string;
  /** The condition key as written. */
  key: string;
  values: string[];
}

/** Who a statement speaks of. @public */
export interface PolicyPrincipal {
  /** ARNs of identity providers, exactly as written. */
  federated: string[];
  /** AWS principals, exactly as written. */
  aws: string[];
  /** Services and canonical users: never a web identity. */
  others: string[];
  /** The bare `"*"`. */
  anyone: boolean;
}

/** One statement of a trust policy, with lists where AWS allows either form. @public */
export interface PolicyStatement {
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal: PolicyPrincipal;
  actions?: string[];
  notActions?: string[];
  conditions: PolicyCondition[];
}

/** A role's AssumeRolePolicyDocument. @public */
export interface TrustPolicy {
  /** Without a version AWS applies the rules of 2008-10-17. */
  version: '2012-10-17' | '2008-10-17';
  statements: PolicyStatement[];
}

/** A trust policy as AWS takes it. @public */
export interface TrustPolicyDocument {
  Version?: string;
  Id?: string;
  Statement: Array<Record<string, unknown>>;
}

/** Why a document is not a trust policy. @public */
export interface PolicyProblem {
  message: string;
  /** The statement it is in: its Sid, or its index as `#0`. */
  statement?: string;
}

/**
 * The outcome of parsing.
 *
 * @remarks
 * `policy` is absent when the document can't be understood as a whole.
 * @public
 */
export interface ParsedTrustPolicy {
  policy?: TrustPolicy;
  problems: PolicyProblem[];
}

/** A caller who asks to assume a role with a web identity. @public */
export interface TrustPolicyRequest {
  principal: {
    /** ARN of the identity provider that vouches for the token. */
    federated: string;
  };
  /** Default `sts:AssumeRoleWithWebIdentity`. */
  action?: string;
  claims: {
    audience: string;
    /** Text, or parts with placeholders known only on opening. */
    subject: string | SubjectPart[];
  };
  /** Values of further condition keys, when they are known. */
  context?: Record<string, string | string[]>;
}

/**
 * What a trust policy says to a request.
 *
 * @remarks
 * `depends`: on a part of a claim that only the opening fixes. `unknown`: on
 * something that can't be known or understood.
 *
 * @public
 */
export type Effect =
  | 'allow'
  | 'implicit-deny'
  | 'explicit-deny'
  | 'depends'
  | 'unknown';

/** Why one statement does or doesn't apply. @public */
export interface StatementExplanation {
  /** Its Sid, or its index as `#0`. */
  statement: string;
  effect: 'Allow' | 'Deny';
  applies: 'yes' | 'no' | 'depends' | 'unknown';
  /** What decided, with expected against actual. */
  reason: string;
}

/** A decision that explains itself. @public */
export interface TrustPolicyDecision {
  effect: Effect;
  statements: StatementExplanation[];
}

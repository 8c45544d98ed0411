import { SubjectPart } from '../claims/types';

/** One test of a statement's `Condition`. @public */
export interface PolicyCondition {
  /** The operator as written, such as `StringEquals` or `ForAnyValue:StringLike`. */
  operator: string;
  /** The condition key as written. */
  key: string;
  /** What the key is compared with, as text; any of them may match. */
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
  /** Its `Sid`, unique within the policy. */
  sid?: string;
  /** What it does when it applies; a Deny wins over every Allow. */
  effect: 'Allow' | 'Deny';
  /** Who it speaks of. */
  principal: PolicyPrincipal;
  /** Actions that it covers, such as `sts:AssumeRole*`; either this or `notActions`. */
  actions?: string[];
  /** It covers every action but these. */
  notActions?: string[];
  /** All of them must hold; empty when there is no `Condition`. */
  conditions: PolicyCondition[];
}

/** A role's AssumeRolePolicyDocument. @public */
export interface TrustPolicy {
  /** Without a version AWS applies the rules of 2008-10-17. */
  version: '2012-10-17' | '2008-10-17';
  /** In the document's order; never empty. */
  statements: PolicyStatement[];
}

/** A trust policy as AWS takes it. @public */
export interface TrustPolicyDocument {
  /** `2012-10-17` or `2008-10-17`; AWS takes the latter when absent. */
  Version?: string;
  /** Free text that AWS doesn't evaluate. */
  Id?: string;
  /** The statements with AWS's element names, such as `Effect`. */
  Statement: Array<Record<string, unknown>>;
}

/** Why a document is not a trust policy. @public */
export interface PolicyProblem {
  /**
   * `syntax`: it is no JSON. `duplicate-key`: an object has a key twice, so that
   * AWS refuses it and readers see different policies. `grammar`: a rule of
   * policies is broken.
   */
  kind: 'syntax' | 'duplicate-key' | 'grammar';
  /** One sentence: the rule that is broken. */
  message: string;
  /** The statement it is in: its Sid, or its index as `#0`. */
  statement?: string;
  /** The way to it in the document, such as `Statement[1].Condition`. */
  path?: string;
  /**
   * Where it is in the text, counted from 1, columns in UTF-16 units; in the
   * decoded text when the document was URL-encoded. Absent for objects,
   * and when it isn't found where the text stops to be JSON.
   */
  position?: {
    /** Line, from 1. */
    line: number;
    /** Column, from 1. */
    column: number;
  };
}

/**
 * The outcome of parsing.
 *
 * @remarks
 * `policy` is absent when the document can't be understood as a whole.
 * @public
 */
export interface ParsedTrustPolicy {
  /** What was understood; absent when there are problems. */
  policy?: TrustPolicy;
  /** In the document's order; empty when there is a policy. */
  problems: PolicyProblem[];
}

/** A caller who asks to assume a role with a web identity. @public */
export interface TrustPolicyRequest {
  /** Who vouches for the caller. */
  principal: {
    /** ARN of the identity provider that vouches for the token. */
    federated: string;
  };
  /** Default `sts:AssumeRoleWithWebIdentity`. */
  action?: string;
  /** What the token says. */
  claims: {
    /** Its `aud`. */
    audience: string;
    /** Its `sub`: text, or parts with placeholders known only on opening. */
    subject: string | SubjectPart[];
  };
  /** Values of further condition keys by name in any case, when they are known. */
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
  /** What it does when it applies. */
  effect: 'Allow' | 'Deny';
  /** Whether it does. */
  applies: 'yes' | 'no' | 'depends' | 'unknown';
  /** What decided, with expected against actual. */
  reason: string;
}

/** A decision that explains itself. @public */
export interface TrustPolicyDecision {
  /** What the policy as a whole says. */
  effect: Effect;
  /** One per statement, in the policy's order. */
  statements: StatementExplanation[];
}

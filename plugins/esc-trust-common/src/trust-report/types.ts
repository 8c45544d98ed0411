import { Opening } from '../claims/types';

/**
 * The headline of a trust report.
 *
 * @remarks
 * The first that holds: access fails: `untrusted`; access unknown or exposure
 * undecided: `unknown`; exposure wider: `over-permissive`; access conditional:
 * `conditional`; else `trusted`. Nothing that could not be read or understood
 * is ever `trusted`. Of the exposure, what was accepted on purpose doesn't count:
 * then an exposure that is wider can go with `trusted`.
 *
 * @public
 */
export type TrustStatus =
  | 'trusted'
  | 'conditional'
  | 'over-permissive'
  | 'untrusted'
  | 'unknown';

/** Whether the environment can assume the role. @public */
export type Access = 'works' | 'conditional' | 'fails' | 'unknown';

/** Whether others than the intended environments can. @public */
export type ExposureVerdict = 'intended' | 'wider' | 'undecided';

/**
 * A concrete token that the trust policy admits and nobody intended.
 *
 * @public
 */
export interface Witness {
  /** The token's `aud`. */
  audience: string;
  /** The token's `sub`. */
  subject: string;
  /** Who that is, as a sentence. */
  why: string;
}

/** What a trust policy admits beyond the intended claims. @public */
export interface Exposure {
  /** `undecided` unless `wider` is shown by a witness or `intended` is proven. */
  verdict: ExposureVerdict;
  /** Present when the verdict is `wider`: at most one per kind of stranger. */
  witnesses: Witness[];
}

/** The checks between an environment and its role, in order. @public */
export type Gate =
  | 'login'
  | 'identity-provider'
  | 'audience'
  | 'role'
  | 'trust-policy'
  | 'session-duration';

/** The outcome of one check. @public */
export interface GateResult {
  /** Which check. */
  gate: Gate;
  /** `unknown` when what it needs could not be read or decided. */
  outcome: 'pass' | 'fail' | 'unknown';
  /** What was found and, if it doesn't fit, what to change. */
  message: string;
}

/** How much a finding matters. @public */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** One coded remark. @public */
export interface Finding {
  /** Stable, kebab-case. */
  code: string;
  /** How much it matters. */
  severity: FindingSeverity;
  /** One sentence. */
  message: string;
  /** Identifies the finding while code, role and statement stay the same. */
  fingerprint: string;
  /** The Sid of the statement it is about, or its index as `#0`. */
  statement?: string;
  /** True when somebody accepted it on purpose. */
  accepted?: boolean;
}

/** How one opening of the environment fares with the role. @public */
export interface OpeningReport {
  /** How the environment is opened. */
  opening: Opening['kind'];
  /** The environment or stack that opens, when known. */
  opener?: string;
  /** The token's `aud`. */
  audience: string;
  /** The token's `sub`, with placeholders in braces for parts known only on opening. */
  subject: string;
  /** Whether Pulumi documents these claims or they follow from other facts. */
  certainty: 'documented' | 'inferred';
  /** What the trust policy says to them. */
  decision: 'allow' | 'deny' | 'depends' | 'unknown';
}

/**
 * Whether an environment may assume a role, whether anybody else may, and why.
 *
 * @public
 */
export interface TrustReport {
  /** The headline of access and exposure. */
  status: TrustStatus;
  /** Over all openings in use. */
  access: Access;
  /** Who else is let in, with examples, whatever was accepted. */
  exposure: Exposure;
  /** The claims of the first opening in use. */
  claims: {
    /** Issuer URL, the token's `iss`. */
    issuer: string;
    /** The token's `aud`. */
    audience: string;
    /** The token's `sub`, with placeholders in braces. */
    subject: string;
  };
  /** One per opening in use and candidate of its claims. */
  openings: OpeningReport[];
  /** All of them, in order, whatever the outcome of those before. */
  gates: GateResult[];
  /** What is remarkable, in no order of importance. */
  findings: Finding[];
}

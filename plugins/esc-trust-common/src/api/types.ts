import { EnvironmentRef } from '../claims/environment';
import { Opening } from '../claims/types';
import {
  ExposureVerdict,
  Access,
  Gate,
  TrustReport,
  TrustStatus,
} from '../trust-report/types';

/** How a mapping came to be. @public */
export type MappingSource = 'provisioned' | 'registered' | 'discovered';

/** What happened when an environment was really opened. @public */
export interface Verification {
  /** ISO 8601. */
  at: string;
  /** `success`: it was opened, and AWS let its login in. */
  outcome: 'success' | 'failure';
  /** Login of the Pulumi user who opened it; absent when nobody could say. */
  openedBy?: string;
  /** Of a failure: the gate that stopped the login, when the error tells. */
  gate?: Gate;
  /** Of a failure: what AWS said, or what is known. Never holds a value. */
  message?: string;
}

/** That somebody has accepted a finding on purpose. @public */
export interface Acceptance {
  /** Of the finding: code, role and statement. It lapses when one of them changes. */
  fingerprint: string;
  /** Why, in a sentence. */
  reason: string;
  /** ISO 8601: from then on the finding counts again. */
  until: string;
  /** ISO 8601. */
  acceptedAt: string;
  /** Entity ref of the user. */
  acceptedBy: string;
}

/** Body of `PUT /mappings/{id}/acceptances/{fingerprint}`. @public */
export interface AcceptanceRequest {
  /** Why, in a sentence of at most 1,000 characters. */
  reason: string;
  /** ISO 8601, at most a year ahead. */
  until: string;
}

/**
 * The stored record "this login of this environment uses this role".
 *
 * @public
 */
export interface Mapping {
  /** UUID. */
  id: string;
  /** The environment that holds the login. */
  environment: EnvironmentRef;
  /** Where the login stands in the definition, such as `aws.login`. */
  loginPath: string;
  /** Absent while the definition holds an expression instead of an ARN. */
  roleArn?: string;
  /** The role's account; absent with the ARN. */
  accountId?: string;
  /** Entity ref of the owner. */
  ownerRef?: string;
  /** Catalog entities whose pages show the mapping. */
  entityRefs: string[];
  /** How it came to be; a discovered one never counts as intended. */
  source: MappingSource;
  /** The latest report. */
  trust: TrustReport;
  /** Set while the live state can't be read: the report is the last good one. */
  stale?: {
    /** ISO 8601. */
    since: string;
    /** One sentence. */
    reason: string;
  };
  /** The openings that are meant to be in use; absent: directly. */
  openings?: Opening[];
  /** Set for a discovered pair that nobody wants to see in lists. */
  ignored?: boolean;
  /** Findings that somebody has accepted; absent when there are none. */
  acceptances?: Acceptance[];
  /** What happened when it was last verified; absent when it never was. */
  lastVerified?: Verification;
  /** ISO 8601, as all times of the API. */
  createdAt: string;
  /** Entity ref of the user who provisioned or registered it. */
  createdBy: string;
  /** ISO 8601; a cycle without a change leaves it alone. */
  updatedAt: string;
}

/** One page of mappings. @public */
export interface MappingList {
  /** At most as many as the query's `limit`. */
  items: Mapping[];
  /** Of all pages, counted when the first one was read. */
  totalItems: number;
  /** Cursors for the query's `cursor`; absent where there is no such page. */
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

/**
 * By what mappings can be ordered. `environment`: by organization, project, name
 * and login path; `status`: the worst first.
 *
 * @public
 */
export type MappingOrderField =
  | 'environment'
  | 'status'
  | 'accountId'
  | 'ownerRef'
  | 'updatedAt';

/** Filters of {@link EscTrustApi.listMappings}; values of one filter are alternatives. @public */
export interface MappingQuery {
  /** Catalog entities whose pages show the mapping. */
  entityRef?: string[];
  /** Entity refs of owners. */
  ownerRef?: string[];
  /** Written `organization/project/name`. */
  environment?: string[];
  /** Pulumi organizations. */
  organization?: string[];
  /** Pulumi projects, of whatever organization. */
  project?: string[];
  /** AWS accounts, 12 digits each. */
  accountId?: string[];
  /** Names of roles, without their path, of whatever account. */
  roleName?: string[];
  /** Headlines of the trust report. */
  status?: TrustStatus[];
  /** Whether the environment can assume the role. */
  access?: Access[];
  /** Whether others can. */
  exposure?: ExposureVerdict[];
  /** Codes of findings, accepted ones too. */
  finding?: string[];
  /** How the mapping came to be. */
  source?: MappingSource[];
  /** True shows the discovered pairs that are ignored, instead of all others. */
  ignored?: boolean;
  /**
   * The beginning of `organization/project/name`, `project/name`, the
   * environment's name, the role's name or the account; in any case.
   */
  q?: string;
  /**
   * A field, with `,desc` for the other direction; default `environment`. Those
   * that are equal come in the order of their environments and login paths.
   */
  orderField?: string;
  /** At most 100; default 50. */
  limit?: number;
  /** From the `pageInfo` of another page of the same query. */
  cursor?: string;
}

/** Body of `POST /mappings`. @public */
export interface RegisterMappingRequest {
  /** The environment that holds the login. */
  environment: EnvironmentRef;
  /** Default: the environment's only login. */
  loginPath?: string;
  /** Entity ref of the owner. */
  ownerRef: string;
  /** Catalog entities whose pages show the mapping; at most 20. */
  entityRefs?: string[];
}

/** Body of `POST /evaluations`. @public */
export interface EvaluationRequest {
  /** The environment that holds the login; it need not exist. */
  environment: EnvironmentRef;
  /** What the login says; default: nothing beside its role. */
  login?: {
    /** In listed order; at most six, each once. */
    subjectAttributes?: string[];
    /** Go style, such as `1h30m`; Pulumi's default is 2h. */
    duration?: string;
  };
  /** The openings in use; default: directly. */
  openings?: Opening[];
  /** Issuer URL; default: the public Pulumi Cloud's. */
  issuer?: string;
  /** The role to be assumed. */
  role: {
    /** Its account and partition are those of the identity provider. */
    arn: string;
    /** The document as an object, as JSON text, or URL-encoded. */
    trustPolicy: string | Record<string, unknown>;
    /** Seconds, 900 to 43200; when absent AWS's default of 3600 is assumed. */
    maxSessionDuration?: number;
  };
  /** Absent: not known. Null: known to be missing. */
  identityProvider?: {
    /** When given, it must be the one of the role's account and the issuer. */
    arn?: string;
    /** The audiences that it lists. */
    clientIds: string[];
  } | null;
  /** Environments that are meant to share the role. */
  intended?: EnvironmentRef[];
}

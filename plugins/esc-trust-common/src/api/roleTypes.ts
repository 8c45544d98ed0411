import { Exposure, TrustStatus } from '../trust-report/types';
import { Mapping } from './types';

/** Which roles of an account. @public */
export interface RoleQuery {
  /** The beginning of the name; in any case. */
  q?: string;
  /** At most 100; default 25. */
  limit?: number;
  /** From another page of the same query. */
  cursor?: string;
}

/**
 * A role that trusts the issuer of a configured organization, or that a mapping
 * names, as its account was last read.
 *
 * @public
 */
export interface Role {
  /** ARN. */
  roleArn: string;
  /** 12 digits. */
  accountId: string;
  /** Without its path. */
  name: string;
  /** Starts and ends with a slash. */
  path: string;
  /** False when there is no such role: a mapping names it in vain. */
  exists: boolean;
  /** Seconds; absent with the role. */
  maxSessionDuration?: number;
  /** Entity ref in its owner tag; absent while that isn't known, or without it. */
  ownerRef?: string;
  /** Who can assume it besides the environments that are meant to. */
  exposure: Exposure;
}

/** A role, with what the mappings that name it come to. @public */
export interface ListedRole extends Role {
  /**
   * How many there are of those that the caller may read; absent when the caller
   * may read none whatsoever. What is ignored doesn't count.
   */
  totalMappings?: number;
  /** The worst of their statuses; absent without any. */
  worstStatus?: TrustStatus;
}

/** One page of an account's roles, in the order of their names. @public */
export interface RoleList {
  /** At most as many as the query's `limit`. */
  items: ListedRole[];
  /** For the query's `cursor`; absent at the end. */
  pageInfo: { nextCursor?: string };
}

/** An issuer's identity provider in the account of a role. @public */
export interface RoleIdentityProvider {
  /** Issuer URL. */
  issuer: string;
  /** ARN that it has, or would have. */
  arn: string;
  /** Whether it is there. */
  exists: boolean;
  /** The audiences that it lists. */
  clientIds: string[];
}

/** What is read of a role on demand. @public */
export interface LiveRole {
  /** Absent when it has none. */
  description?: string;
  /** Key to value. */
  tags: Record<string, string>;
  /** ARN; absent without a boundary. */
  permissionsBoundaryArn?: string;
  /** ARNs of the policies that are attached to it. */
  managedPolicyArns: string[];
  /** Name to JSON text. */
  inlinePolicies: Record<string, string>;
  /** Absent when AWS knows of no use, which it doesn't tell at once. */
  lastUsed?: {
    /** ISO 8601. */
    at: string;
    /** AWS region. */
    region?: string;
  };
}

/** One role, and everything about who can assume it. @public */
export interface RoleDetails extends Role {
  /**
   * JSON text, as it was last read. Absent with the role, and when it names
   * environments that the caller may not read.
   */
  trustPolicy?: string;
  /** Of the issuers of the configured organizations, as they were last read. */
  identityProviders: RoleIdentityProvider[];
  /** Those that name it and that the caller may read; at most 100. */
  mappings: Mapping[];
  /** How many such mappings there are. */
  totalMappings: number;
  /** As AWS tells it now; absent when it doesn't. */
  live?: LiveRole;
  /** Why it isn't told, in one sentence. */
  liveFailure?: string;
}

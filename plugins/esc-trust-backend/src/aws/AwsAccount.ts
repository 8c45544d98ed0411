import { WriteGuard } from '../time/WriteGuard';

/** An identity provider of an account. */
export interface IdentityProviderState {
  arn: string;
  /** Its client IDs: the audiences that it lists. */
  clientIds: string[];
  tags: Record<string, string>;
}

/** What a list tells of a role. */
export interface ListedRole {
  /** Of IAM: a role that is made anew under the same name has another. */
  id: string;
  arn: string;
  name: string;
  path: string;
  /** As IAM returns it: JSON text, URL-encoded. */
  trustPolicy: string;
  /** Seconds. */
  maxSessionDuration: number;
}

/** A part of the list of an account's roles. */
export interface RolePage {
  roles: ListedRole[];
  /** Asks for the next page; absent on the last one. */
  nextMarker?: string;
}

/** A role of an account. */
export interface RoleState extends ListedRole {
  description?: string;
  permissionsBoundaryArn?: string;
  tags: Record<string, string>;
  /** Absent when AWS knows of no use; it lags behind. */
  lastUsed?: { at: string; region?: string };
}

/** A managed policy, AWS's own or one of the account. */
export interface ManagedPolicyState {
  arn: string;
  /** JSON text of the default version. */
  document: string;
}

/** Who the portal is in an account. */
export interface CallerState {
  accountId: string;
  arn: string;
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  partition: string;
}

/**
 * What this plugin reads of one AWS account.
 *
 * @remarks
 * Rejects with a `ServiceUnavailableError` that names the account and what to
 * check when AWS denies, is slow or can't be reached.
 */
export interface AwsAccountReader {
  getCaller(): Promise<CallerState>;
  getIdentityProvider(arn: string): Promise<IdentityProviderState | undefined>;
  getRole(name: string): Promise<RoleState | undefined>;
  /** ARNs of the managed policies attached to a role. */
  listAttachedPolicies(roleName: string): Promise<string[]>;
  /** A role's inline policies: name to JSON text. */
  listInlinePolicies(roleName: string): Promise<Record<string, string>>;
  getManagedPolicy(arn: string): Promise<ManagedPolicyState | undefined>;
}

/** How a call is made that lists. */
export interface ListOptions {
  /** Gives it up. */
  signal?: AbortSignal;
}

/**
 * What is read of one AWS account as a whole, again and again.
 *
 * @remarks
 * Each method makes one call and doesn't repeat it: whoever calls keeps to a
 * limit. Rejects like an {@link AwsAccountReader}, and with a `ThrottledError`
 * when AWS says that there are too many calls.
 */
export interface AwsAccountLister {
  /** Up to 1,000 roles, without tags and boundaries. */
  listRoles(options?: ListOptions & { marker?: string }): Promise<RolePage>;
  getIdentityProvider(
    arn: string,
    options?: ListOptions,
  ): Promise<IdentityProviderState | undefined>;
}

/**
 * What this plugin changes in one AWS account.
 *
 * @remarks
 * A write that has no effect for now, because AWS throttles it say, is repeated
 * for two minutes. One whose effect is unknown is repeated only when that can
 * harm nobody, and otherwise rejects with an `UnansweredError`; every other
 * error means that nothing has changed. Taking away what isn't there is no
 * error, but IAM is eventually consistent: what was made a moment ago may not
 * be there yet.
 */
export interface AwsAccountWriter {
  /** Who writes: fails when the credentials for writes don't do. */
  getCaller(): Promise<CallerState>;
  /** One that appears meanwhile is no error. */
  createIdentityProvider(options: {
    issuer: string;
    tags: Record<string, string>;
  }): Promise<void>;
  deleteIdentityProvider(arn: string): Promise<void>;
  addAudience(identityProviderArn: string, audience: string): Promise<void>;
  removeAudience(identityProviderArn: string, audience: string): Promise<void>;
  /** @throws ConflictError when there is a role of that name */
  createRole(options: {
    name: string;
    path: string;
    description: string;
    trustPolicy: string;
    maxSessionDuration: number;
    permissionsBoundaryArn?: string;
    tags: Record<string, string>;
  }): Promise<void>;
  /** A role that still has policies is refused with a ConflictError. */
  deleteRole(name: string): Promise<void>;
  /** Replaces the whole policy: the last writer wins. */
  updateTrustPolicy(roleName: string, trustPolicy: string): Promise<void>;
  attachPolicy(roleName: string, policyArn: string): Promise<void>;
  detachPolicy(roleName: string, policyArn: string): Promise<void>;
  /**
   * Adds or replaces an inline policy.
   *
   * @param document - JSON text
   */
  putInlinePolicy(
    roleName: string,
    policyName: string,
    document: string,
  ): Promise<void>;
  deleteInlinePolicy(roleName: string, policyName: string): Promise<void>;
  /** Replaces the boundary: the last writer wins. */
  setPermissionsBoundary(roleName: string, policyArn: string): Promise<void>;
  removePermissionsBoundary(roleName: string): Promise<void>;
  /** Adds tags and replaces those with the same keys. */
  tagRole(roleName: string, tags: Record<string, string>): Promise<void>;
  untagRole(roleName: string, keys: string[]): Promise<void>;
  /** The description stays. */
  updateMaxSessionDuration(roleName: string, seconds: number): Promise<void>;
}

/** The configured AWS accounts. */
export interface AwsAccounts {
  /** @throws NotFoundError for an account that isn't in `escTrust.accounts` */
  reader(accountId: string): Promise<AwsAccountReader>;
  /** @throws NotFoundError for an account that isn't in `escTrust.accounts` */
  lister(accountId: string): Promise<AwsAccountLister>;
  /**
   * @param guard - asked before each write
   *
   * @throws NotFoundError for an account that isn't in `escTrust.accounts`
   */
  writer(accountId: string, guard?: WriteGuard): Promise<AwsAccountWriter>;
}

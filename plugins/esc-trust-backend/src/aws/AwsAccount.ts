/** An identity provider of an account. */
export interface IdentityProviderState {
  arn: string;
  /** Its client IDs: the audiences that it lists. */
  clientIds: string[];
  tags: Record<string, string>;
}

/** A role of an account. */
export interface RoleState {
  arn: string;
  name: string;
  path: string;
  /** As IAM returns it: JSON text, URL-encoded. */
  trustPolicy: string;
  /** Seconds. */
  maxSessionDuration: number;
  tags: Record<string, string>;
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
}

/** What this plugin changes in one AWS account. */
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
  createRole(options: {
    name: string;
    path: string;
    description: string;
    trustPolicy: string;
    maxSessionDuration: number;
    tags: Record<string, string>;
  }): Promise<void>;
  deleteRole(name: string): Promise<void>;
  updateTrustPolicy(roleName: string, trustPolicy: string): Promise<void>;
  attachPolicy(roleName: string, policyArn: string): Promise<void>;
  /** One that isn't attached is no error. */
  detachPolicy(roleName: string, policyArn: string): Promise<void>;
}

/** The configured AWS accounts. */
export interface AwsAccounts {
  /** @throws NotFoundError for an account that isn't in `escTrust.accounts` */
  reader(accountId: string): Promise<AwsAccountReader>;
  /** @throws NotFoundError for an account that isn't in `escTrust.accounts` */
  writer(accountId: string): Promise<AwsAccountWriter>;
}

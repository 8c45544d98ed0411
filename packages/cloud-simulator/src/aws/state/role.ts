import { uniqueId } from '../uniqueIds';

/**
 * An IAM role. The trust policy is the text as it was written (decoded). The
 * maps and sets may be changed directly, past all checks.
 *
 * @public
 */
export class SimulatedRole {
  readonly roleId = uniqueId('AROA');
  readonly roleName: string;
  readonly path: string;
  readonly arn: string;
  readonly createDate: Date;
  assumeRolePolicyDocument: string;
  description?: string;
  maxSessionDuration: number;
  /** ARN of the managed policy that bounds the role. */
  permissionsBoundary?: string;
  /** When it was last used, as far as AWS tells. */
  lastUsed?: { at: Date; region: string };

  // Made when first asked for: most roles of a large account have none.
  private ownTags?: Map<string, string>;
  private ownAttachedPolicies?: Set<string>;
  private ownInlinePolicies?: Map<string, string>;

  constructor(fields: {
    roleName: string;
    path: string;
    arn: string;
    createDate: Date;
    assumeRolePolicyDocument: string;
    description?: string;
    maxSessionDuration: number;
    permissionsBoundary?: string;
  }) {
    this.roleName = fields.roleName;
    this.path = fields.path;
    this.arn = fields.arn;
    this.createDate = fields.createDate;
    this.assumeRolePolicyDocument = fields.assumeRolePolicyDocument;
    this.description = fields.description;
    this.maxSessionDuration = fields.maxSessionDuration;
    this.permissionsBoundary = fields.permissionsBoundary;
  }

  /** The trust policy, decoded and parsed. */
  get trustPolicy(): Record<string, unknown> {
    return JSON.parse(this.assumeRolePolicyDocument);
  }

  /** Tags by key. */
  get tags(): Map<string, string> {
    this.ownTags ??= new Map();
    return this.ownTags;
  }

  /** ARNs of the attached managed policies. */
  get attachedPolicies(): Set<string> {
    this.ownAttachedPolicies ??= new Set();
    return this.ownAttachedPolicies;
  }

  /** Whether a managed policy is attached. */
  hasAttached(policyArn: string): boolean {
    return this.ownAttachedPolicies?.has(policyArn) ?? false;
  }

  /** Documents of the inline policies by name. */
  get inlinePolicies(): Map<string, string> {
    this.ownInlinePolicies ??= new Map();
    return this.ownInlinePolicies;
  }

  /** Whether an AWS service owns the role, so that nobody may change it. */
  get serviceLinked(): boolean {
    return this.path.startsWith('/aws-service-role/');
  }
}

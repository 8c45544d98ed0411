/** Filter of `GET /provisioning-options`. @public */
export interface ProvisioningOptionsQuery {
  /** Only this owner; the user must belong to it. */
  ownerRef?: string;
}

/** Answer of `GET /provisioning-options`. @public */
export interface ProvisioningOptions {
  /** Those that the user belongs to and that may provision something. */
  owners: OwnerProvisioningOptions[];
  /** What holds for every role. */
  role: {
    /** The path that roles get, such as `/pulumi-esc/`. */
    path: string;
    /** What the name is made of, such as `esc-{project}-{name}-{hash8}`. */
    nameTemplate: string;
    /** Whether a request may choose another name. */
    customNames: boolean;
    /** Keys of tags that a request must give. */
    requiredTags: string[];
    /** Tags that every role gets; a request can't change them. */
    fixedTags: Record<string, string>;
    /** How many managed policies a role may have. */
    managedPolicies: number;
  };
  /** What holds for every login. */
  login: {
    /** Those that an exact trust policy can be written for. */
    subjectAttributes: string[];
    /** What a request that names none gets; any list must hold them. */
    requiredSubjectAttributes: string[];
  };
}

/** What one owner may choose. @public */
export interface OwnerProvisioningOptions {
  /** Entity ref of the owner. */
  ownerRef: string;
  /** Alternatives: a provision stays within one of them. */
  choices: ProvisioningChoice[];
}

/** Accounts and projects that may be combined, and what a role may be there. @public */
export interface ProvisioningChoice {
  /** Accounts that roles may be created in. */
  accounts: Array<{
    /** 12 digits. */
    accountId: string;
    /** A name for people. */
    title?: string;
    /** ARN of the boundary that roles must have here. */
    permissionsBoundaryArn?: string;
    /** ARNs of managed policies; `*` and `?` are wildcards. */
    managedPolicyArns: string[];
  }>;
  /** Projects whose environments may be used. */
  projects: Array<{
    /** The Pulumi organization. */
    organization: string;
    /** The project, or `*` for any. */
    project: string;
  }>;
  /** Whether a role may have an inline policy. */
  inlinePolicies: boolean;
  /** Services that its inline policy may name; absent: any. */
  allowedServices?: string[];
  /** Seconds: the longest session that a role may have. */
  maxSessionDuration: number;
}

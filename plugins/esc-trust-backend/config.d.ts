import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Trust between Pulumi ESC environments and AWS roles. */
  escTrust?: {
    /** The Pulumi organizations whose environments may be mapped. */
    organizations?: Array<{
      /** URL slug of the organization. */
      name: string;
      /**
       * The issuer of its tokens. Default: https://api.pulumi.com/oidc
       */
      issuer?: string;
      /**
       * Base URL of its Pulumi Cloud API. Default: https://api.pulumi.com
       */
      apiUrl?: string;
      tokens?: {
        /**
         * Access token with the scope environment:read. Without it nothing in
         * this organization can be read.
         * @visibility secret
         */
        read?: string;
        /**
         * Access token with the scopes environment:read, :write and, to take
         * back what a failed operation has created, :delete. Without it
         * nothing is provisioned in this organization.
         * @visibility secret
         */
        write?: string;
        /**
         * Access token with the scope environment:open, for verifications that
         * really open an environment. Without it nothing is opened.
         * @visibility secret
         */
        open?: string;
      };
      /**
       * The secret that Pulumi Cloud signs this organization's webhooks with.
       * Without it no webhook of this organization is taken.
       * @visibility secret
       */
      webhookSecret?: string;
    }>;
    /** The AWS accounts whose roles may be mapped. */
    accounts?: Array<{
      /** 12 digits. */
      accountId: string;
      /** A name for people. */
      title?: string;
      /**
       * Name of the role that is assumed for writes only. Default: writes use
       * the same credentials as reads.
       */
      provisioningRoleName?: string;
      /** The partition that it is in. Default: aws */
      partition?: 'aws' | 'aws-us-gov' | 'aws-cn';
    }>;
    /** How the state of accounts and environments is kept up with. */
    assessment?: {
      schedule?: {
        /**
         * How often each account and organization is read. Default: 10 minutes.
         */
        frequency?: HumanDuration | string;
      };
      /**
       * After so many failed reads in a row of an account or organization, its
       * mappings become unknown; until then they keep their status, marked
       * stale. One that is assessed on demand meanwhile keeps what was found
       * until the next failed read. Default: 3
       */
      staleAfter?: number;
      /**
       * The most calls of IAM a second that assessments make over all replicas,
       * in all accounts that are read with the same credentials: AWS may count
       * them against the account that those are of. Less while AWS throttles.
       * Assessments on schedule, on event and on demand keep to it; repeated
       * tries of a call that fails, provisioning, the pages that inspect roles,
       * and calls of STS don't count. Default: 10
       */
      callsPerSecond?: number;
      /**
       * A call that lists is given up after this time. Default: 20 seconds.
       */
      callTimeout?: HumanDuration | string;
    };
    /** How the portal hears of changes at once. */
    events?: {
      /**
       * The topic of Backstage's events service on which CloudTrail's events of
       * IAM are published, in their EventBridge envelope. Default: esc-trust-iam
       */
      iamTopic?: string;
    };
    /** What the owners of mappings are told, where the portal has notifications. */
    notifications?: {
      /** Default: true */
      enabled?: boolean;
      /**
       * The statuses worth telling; when one of them is over, that is told, too.
       * Default: untrusted, over-permissive and unknown
       */
      statuses?: Array<
        'untrusted' | 'over-permissive' | 'unknown' | 'conditional' | 'trusted'
      >;
      /**
       * A mapping is told about once in this time, however often it changes; at
       * its end, what it has come to. Default: 15 minutes.
       */
      quietPeriod?: HumanDuration | string;
    };
    history?: {
      /**
       * How long status changes are kept; the latest of each mapping always is.
       * Default: 400 days.
       */
      keep?: HumanDuration | string;
    };
    /**
     * The guardrails. They are checked on the server before anything is planned,
     * and every refusal names its rule and its setting.
     */
    provisioning?: {
      /**
       * What teams may provision. Whatever no entry allows is refused; one entry
       * has to allow all of a provision, entries don't add up.
       */
      allow?: Array<{
        /** The team, as a full entity ref. */
        ownerRef: string;
        /** Accounts it may create roles in. */
        accounts: string[];
        /**
         * Projects whose environments it may use, as organization/project, or
         * organization/* for all of an organization.
         */
        projects: string[];
        /**
         * Managed policies it may attach, as ARNs in which * and ? are wildcards
         * and {partition} and {accountId} stand for those of the role. A policy
         * that the portal can't read must be listed exactly. Default: none.
         */
        managedPolicyArns?: string[];
        /** For this entry, instead of `provisioning.inlinePolicies`. */
        inlinePolicies?: boolean;
        /** For this entry, instead of `provisioning.maxSessionDuration`. */
        maxSessionDuration?: number;
        /** For this entry, instead of `provisioning.permissionsBoundaryArn`. */
        permissionsBoundaryArn?: string;
        /** For this entry, instead of `provisioning.allowedServices`. */
        allowedServices?: string[];
        /** For this entry, instead of `provisioning.allowAdministrativePolicies`. */
        allowAdministrativePolicies?: boolean;
      }>;
      /** Path of the roles that are created. Default: /pulumi-esc/ */
      rolePath?: string;
      /**
       * What role names are made of: {organization}, {project}, {name} and
       * {hash8}, eight digits that tell environments apart. A name that gets too
       * long loses the end of what stands before the hash.
       * Default: esc-{project}-{name}-{hash8}
       */
      roleNameTemplate?: string;
      /**
       * Roles that may be adopted, as path and name in which * and ? are
       * wildcards. Default: all below `rolePath`.
       */
      adoptableRoles?: string[];
      /** Whether a request may choose another role name. Default: true */
      customRoleNames?: boolean;
      /**
       * The permissions boundary that every role must have; {partition} and
       * {accountId} stand for those of the role. A request that names none gets
       * it. Default: none is required.
       */
      permissionsBoundaryArn?: string;
      /** Whether a role may have an inline policy. Default: false */
      inlinePolicies?: boolean;
      /**
       * The longest session that a role may have, in seconds from 3600 to 43200.
       * A request that names no duration gets 3600. Default: 43200, AWS's own
       * maximum.
       */
      maxSessionDuration?: number;
      /** Keys of tags that every request must give. Default: none. */
      requiredTags?: string[];
      /**
       * Tags that every role gets and that no request can change. The prefixes
       * aws: and esc-trust: are reserved.
       */
      fixedTags?: { [key: string]: string };
      /**
       * Services that inline policies may grant, as the prefixes of their
       * actions, such as s3. Default: any.
       */
      allowedServices?: string[];
      /**
       * Whether `allowedServices` holds for managed policies too: they are read,
       * and what can't be read must be listed exactly. Default: false
       */
      limitManagedPolicies?: boolean;
      /**
       * Whether a role may have policies like AdministratorAccess: by name, or
       * because they grant every service, all but a list, or what leads to more
       * permissions (such as iam:PassRole on any role). Default: false
       */
      allowAdministrativePolicies?: boolean;
      /**
       * AWS's quota of a trust policy in these accounts, in characters without
       * whitespace (L-C07B4B0D). Default: 2048
       */
      trustPolicyQuota?: number;
      /**
       * AWS's quota of managed policies per role in these accounts (L-0DA4ABF3).
       * Default: 10
       */
      managedPoliciesPerRole?: number;
    };
  };
}

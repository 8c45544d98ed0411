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
      };
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
    }>;
    provisioning?: {
      /** What teams may provision. Whatever no entry allows is refused. */
      allow?: Array<{
        /** The team, as an entity ref. */
        ownerRef: string;
        /** Accounts it may create roles in. */
        accounts: string[];
        /** Projects whose environments it may use, as organization/project. */
        projects: string[];
        /** Managed policies it may attach. Default: none. */
        managedPolicyArns?: string[];
      }>;
    };
  };
}

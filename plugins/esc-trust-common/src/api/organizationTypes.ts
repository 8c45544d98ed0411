/** A Pulumi organization that assessments read, with its health. @public */
export interface Organization {
  /** Its URL slug. */
  name: string;
  /** Issuer URL of its tokens. */
  issuer: string;
  /** ISO 8601; absent until somebody has tried to read it. */
  lastTriedAt?: string;
  /** ISO 8601; absent until it was read for the first time. */
  lastGoodAt?: string;
  /** While it can't be read: its mappings keep their status, marked stale. */
  failure?: {
    /** ISO 8601. */
    since: string;
    /** Failed reads in a row. */
    cycles: number;
    /** One sentence. */
    reason: string;
  };
}

/** All configured organizations, in the order of the configuration. @public */
export interface OrganizationList {
  /** The organizations. */
  items: Organization[];
}

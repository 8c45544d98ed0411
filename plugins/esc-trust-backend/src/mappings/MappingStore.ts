import {
  Acceptance,
  EnvironmentRef,
  History,
  HistoryQuery,
  Mapping,
  MappingList,
  MappingQuery,
  MappingSource,
  Opening,
  Summary,
  SummaryQuery,
  TrustReport,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { Visible } from './listing/selectMappings';

/** A mapping to be stored. */
export interface MappingDraft {
  /** Default: a new one. */
  id?: string;
  environment: EnvironmentRef;
  loginPath: string;
  roleArn?: string;
  accountId?: string;
  /** The role whose owner agreed; absent while nobody could be asked. */
  consentedRoleArn?: string;
  ownerRef: string;
  entityRefs: string[];
  source: MappingSource;
  trust: TrustReport;
  createdBy: string;
}

/** What people decide about a mapping; what is absent stays as it is. */
export interface MappingChanges {
  ownerRef?: string;
  entityRefs?: string[];
  source?: MappingSource;
  /** The role whose owner agreed; null for none. */
  consentedRoleArn?: string | null;
  /** Forgets what the owner so far has accepted. */
  withdrawsAcceptances?: boolean;
  /** None means directly. */
  openings?: Opening[];
  ignored?: boolean;
}

/** What an assessment changes. */
export interface AssessmentUpdate {
  roleArn?: string;
  accountId?: string;
  trust: TrustReport;
  /**
   * Epoch milliseconds, when the definition was read just now: once it has been
   * read again meanwhile, the mapping is to be judged again.
   */
  definitionReadAt?: number;
  /** `source`: which one can't be read, as `sourceKey` writes it. */
  stale?: { since: string; reason: string; source?: string };
}

/** A login that nobody has registered. */
export interface DiscoveredPair {
  environment: EnvironmentRef;
  loginPath: string;
  /** Until it is assessed. */
  trust: TrustReport;
}

/** What an assessment has found of one mapping. */
export interface AssessmentRecord {
  /** Of the mapping. */
  id: string;
  update: AssessmentUpdate;
}

/** What an environment's tokens said when it was last assessed. */
export interface IntendedClaims {
  environment: EnvironmentRef;
  ownerRef: string;
  claims: Array<{ audience: string; subject: string }>;
}

/** Keeps mappings with their latest trust report. */
export interface MappingStore {
  /**
   * One page.
   *
   * @param visible - what the caller may see; all when undefined
   * @throws InputError for an order or a cursor that isn't one
   */
  list(query: MappingQuery, visible?: Visible): Promise<MappingList>;
  /** Counts of what a list would have on all its pages. */
  summarize(query: SummaryQuery, visible?: Visible): Promise<Summary>;
  /** How the report of a mapping has changed, the latest first. */
  readHistory(id: string, query: HistoryQuery): Promise<History>;
  get(id: string): Promise<Mapping | undefined>;
  getMany(ids: string[]): Promise<Array<Mapping | undefined>>;
  findByLogin(
    environment: EnvironmentRef,
    loginPath: string,
  ): Promise<Mapping | undefined>;
  /** @throws ConflictError when the login is mapped already */
  insert(draft: MappingDraft): Promise<Mapping>;
  /** Changes what people decide, as opposed to what an assessment finds. */
  update(id: string, changes: MappingChanges): Promise<void>;
  /** Writes only what has changed. */
  recordAssessment(id: string, update: AssessmentUpdate): Promise<void>;
  /**
   * The same for many, in their order, with a few statements; mappings that are
   * gone are left out. Hundreds at a time are written or none of them.
   */
  recordAssessments(records: AssessmentRecord[]): Promise<void>;
  /**
   * Notes pairs that nobody has registered, owner unknown; those that are mapped
   * by now stay as they are.
   */
  discover(pairs: DiscoveredPair[]): Promise<void>;
  /** Forgets mappings that nobody has registered or ignored. */
  forgetDiscovered(ids: string[]): Promise<void>;
  /** Leaves everything else as it is, also when it was updated. */
  recordVerification(id: string, verification: Verification): Promise<void>;
  delete(id: string): Promise<void>;
  /** Stores that a finding is accepted, or accepted for another time. */
  accept(id: string, acceptance: Acceptance): Promise<void>;
  /** @returns whether it was accepted */
  withdraw(id: string, fingerprint: string): Promise<boolean>;
  /**
   * Forgets acceptances that have expired, and has their mappings judged again.
   *
   * @returns the organizations of those mappings
   */
  endExpired(now: Date): Promise<string[]>;
  /** The role that a mapping's consent is for. */
  getConsent(id: string): Promise<string | undefined>;
  /**
   * Environments that are meant to use a role: its owner agreed to each. What an
   * assessment finds in a definition never counts, or a definition could
   * legitimise itself.
   */
  listIntendedEnvironments(
    roleArn: string,
  ): Promise<Array<EnvironmentRef & { ownerRef: string; mappingId: string }>>;
  /** The claims of these environments, as they were last assessed. */
  listIntendedClaims(roleArn: string): Promise<IntendedClaims[]>;
}

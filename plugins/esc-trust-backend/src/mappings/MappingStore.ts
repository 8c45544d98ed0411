import {
  EnvironmentRef,
  Mapping,
  MappingList,
  MappingQuery,
  MappingSource,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';

/** A mapping to be stored. */
export interface MappingDraft {
  environment: EnvironmentRef;
  loginPath: string;
  roleArn?: string;
  accountId?: string;
  ownerRef: string;
  entityRefs: string[];
  source: MappingSource;
  trust: TrustReport;
  createdBy: string;
}

/** What an assessment changes. */
export interface AssessmentUpdate {
  roleArn?: string;
  accountId?: string;
  trust: TrustReport;
  stale?: { since: string; reason: string };
}

/** Keeps mappings with their latest trust report. */
export interface MappingStore {
  list(query: MappingQuery): Promise<MappingList>;
  get(id: string): Promise<Mapping | undefined>;
  getMany(ids: string[]): Promise<Array<Mapping | undefined>>;
  findByLogin(
    environment: EnvironmentRef,
    loginPath: string,
  ): Promise<Mapping | undefined>;
  /** @throws ConflictError when the login is mapped already */
  insert(draft: MappingDraft): Promise<Mapping>;
  /** Changes the owner, the source and the entities. */
  update(
    id: string,
    changes: Pick<MappingDraft, 'ownerRef' | 'entityRefs' | 'source'>,
  ): Promise<void>;
  /** Writes only what has changed. */
  recordAssessment(id: string, update: AssessmentUpdate): Promise<void>;
  delete(id: string): Promise<void>;
  /** Environments that somebody registered or provisioned for a role. */
  listIntendedEnvironments(roleArn: string): Promise<EnvironmentRef[]>;
}

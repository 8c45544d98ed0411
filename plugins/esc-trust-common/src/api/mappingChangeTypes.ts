import { Opening } from '../claims/types';
import { MappingQuery } from './types';
import { Access, ExposureVerdict, TrustStatus } from '../trust-report/types';

/** Body of `PATCH /mappings/{id}`: what is absent stays as it is. @public */
export interface MappingChange {
  /** Entity ref of the new owner, whom Pulumi Cloud records for the environment. */
  ownerRef?: string;
  /** Catalog entities whose pages show the mapping; at most 20. */
  entityRefs?: string[];
  /**
   * The openings that are meant to be in use, judged along with those that Pulumi
   * Cloud shows; at most 20, and none means directly.
   */
  openings?: Opening[];
  /** Keeps a discovered pair out of all lists; only for those. */
  ignored?: boolean;
}

/** One change of a trust report. @public */
export interface HistoryEntry {
  /** ISO 8601. */
  at: string;
  /** Absent for the first report. */
  statusBefore?: TrustStatus;
  /** The headline since then. */
  status: TrustStatus;
  /** Whether the environment can assume the role. */
  access: Access;
  /** Whether others can. */
  exposure: ExposureVerdict;
  /** Codes of the findings. */
  findings: string[];
}

/** One page of a mapping's history, the latest first. @public */
export interface History {
  /** At most as many as the query's `limit`. */
  items: HistoryEntry[];
  /** For the query's `cursor`; absent at the end. */
  pageInfo: { nextCursor?: string };
}

/** Which part of a history. @public */
export interface HistoryQuery {
  /** At most 100; default 50. */
  limit?: number;
  /** From another page. */
  cursor?: string;
}

/** How many mappings a group has, by their status. @public */
export interface GroupCounts {
  /** An organization, an account or an owner; empty for those without. */
  name: string;
  /** All of them. */
  totalItems: number;
  /** By status. */
  status: Record<TrustStatus, number>;
}

/** Filters of {@link EscTrustApi.getSummary}: those of a list. @public */
export type SummaryQuery = Omit<
  MappingQuery,
  'limit' | 'cursor' | 'orderField'
>;

/** What all mappings that the caller may read come to. @public */
export interface Summary {
  /** All of them. */
  totalItems: number;
  /** By the headline of their reports. */
  status: Record<TrustStatus, number>;
  /** By whether the environment can assume the role. */
  access: Record<Access, number>;
  /** By whether others can. */
  exposure: Record<ExposureVerdict, number>;
  /** By Pulumi organization, the largest first; at most 1,000. */
  organizations: GroupCounts[];
  /** By AWS account, the largest first; at most 1,000. */
  accounts: GroupCounts[];
  /** By owner, the largest first; at most 1,000. */
  owners: GroupCounts[];
}

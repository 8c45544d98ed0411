import {
  Acceptance,
  Mapping,
  MappingSource,
  TrustReport,
  TrustStatus,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { parseRoleArn } from '../aws/roleArn';
import { AssessmentUpdate } from './MappingStore';

/** A row of `esc_trust_mappings`. */
export interface MappingRow {
  id: string;
  organization: string;
  project: string;
  name: string;
  login_path: string;
  role_arn: string | null;
  /** Empty with the ARN. */
  role_name: string;
  consented_role_arn: string | null;
  /** Empty with the ARN. */
  account_id: string;
  /** In lower case; empty while unknown. */
  owner_ref: string;
  source: MappingSource;
  status: string;
  /** Place of the status among all. */
  severity: number;
  access: string;
  exposure: string;
  report: string;
  stale_since: string | null;
  stale_reason: string | null;
  stale_source: string | null;
  ignored: boolean | number;
  /** JSON. */
  openings: string | null;
  last_verified: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
}

/** Worst first, as people look for it. */
export const SEVERITY: TrustStatus[] = [
  'untrusted',
  'over-permissive',
  'unknown',
  'conditional',
  'trusted',
];

/** The columns that an assessment decides. */
export function assessmentColumns(update: AssessmentUpdate) {
  const { trust, roleArn, accountId, stale } = update;
  return {
    role_arn: roleArn ?? null,
    role_name: parseRoleArn(roleArn ?? '')?.name ?? '',
    account_id: accountId ?? '',
    status: trust.status,
    severity: SEVERITY.indexOf(trust.status),
    access: trust.access,
    exposure: trust.exposure.verdict,
    report: JSON.stringify(trust),
    stale_since: stale?.since ?? null,
    stale_reason: stale?.reason ?? null,
    stale_source: stale?.source ?? null,
  };
}

/** Reads a row; absent columns become absent fields. */
export function toMapping(
  row: MappingRow,
  related: { entityRefs: string[]; acceptances?: Acceptance[] },
): Mapping {
  const { entityRefs, acceptances } = related;
  return {
    id: row.id,
    environment: {
      organization: row.organization,
      project: row.project,
      name: row.name,
    },
    loginPath: row.login_path,
    ...(row.role_arn ? { roleArn: row.role_arn } : {}),
    ...(row.account_id ? { accountId: row.account_id } : {}),
    ...(row.owner_ref ? { ownerRef: row.owner_ref } : {}),
    entityRefs,
    source: row.source,
    trust: shownReport(row),
    ...(row.stale_since
      ? { stale: { since: row.stale_since, reason: row.stale_reason ?? '' } }
      : {}),
    ...(row.openings ? { openings: JSON.parse(row.openings) } : {}),
    ...(row.ignored ? { ignored: true } : {}),
    ...(acceptances ? { acceptances } : {}),
    ...(row.last_verified
      ? { lastVerified: JSON.parse(row.last_verified) as Verification }
      : {}),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

/**
 * The last report. While its source has not been readable for long, the row's
 * columns say `unknown`, and the report is kept as it was.
 */
function shownReport(row: MappingRow): TrustReport {
  const report = JSON.parse(row.report) as TrustReport;
  return row.status === report.status
    ? report
    : {
        ...report,
        status: 'unknown',
        access: 'unknown',
        exposure: { verdict: 'undecided', witnesses: [] },
      };
}

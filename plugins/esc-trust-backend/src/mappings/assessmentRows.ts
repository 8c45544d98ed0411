import { Finding } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { chunks } from '../chunks';
import { searchTerms } from './listing/searchTerms';
import { AssessmentUpdate } from './MappingStore';
import { assessmentColumns, MappingRow } from './rows';

const FINDINGS = 'esc_trust_findings';
const TERMS = 'esc_trust_search_terms';
const HISTORY = 'esc_trust_history';

/** What a change of is worth an entry in the history. */
const HEADLINES = ['status', 'access', 'exposure'] as const;

type Environment = Pick<MappingRow, 'id' | 'organization' | 'project' | 'name'>;

/** A mapping that has another report. */
export interface Reassessed {
  row: Environment;
  /** Undefined when it is new. */
  before: MappingRow | undefined;
  update: AssessmentUpdate;
}

/**
 * Writes what follows from new mappings or from other reports.
 *
 * @param changes - in their order; the last one of a mapping stays
 */
export async function writeAssessmentRows(
  tx: Knex.Transaction,
  changes: Reassessed[],
  at: string,
): Promise<void> {
  const terms = new Map<string, object[]>();
  const findings = new Map<string, object[]>();
  const history: object[] = [];
  for (const { row, before, update } of changes) {
    const after = assessmentColumns(update);
    if (
      after.role_name !== before?.role_name ||
      after.account_id !== before?.account_id
    ) {
      terms.set(row.id, termRows(row, after));
    }
    if (after.report !== before?.report) {
      findings.set(row.id, findingRows(row.id, update.trust.findings));
    }
    if (HEADLINES.some(column => after[column] !== before?.[column])) {
      history.push({
        mapping_id: row.id,
        at,
        status_before: before?.status ?? null,
        status: after.status,
        access: after.access,
        exposure: after.exposure,
        findings: JSON.stringify([
          ...new Set(update.trust.findings.map(({ code }) => code)),
        ]),
        // A first report is no change, and others are told of statuses only.
        announce_at: before && before.status !== after.status ? 0 : null,
      });
    }
  }
  await replace(tx, TERMS, terms);
  await replace(tx, FINDINGS, findings);
  await insert(tx, HISTORY, history);
}

function termRows(
  { id, organization, project, name }: Environment,
  role: { role_name: string; account_id: string },
): object[] {
  return searchTerms({
    environment: { organization, project, name },
    roleName: role.role_name,
    accountId: role.account_id,
  }).map(term => ({ mapping_id: id, term }));
}

function findingRows(mappingId: string, findings: Finding[]): object[] {
  const rows = findings.map(({ fingerprint, code, severity, accepted }) => ({
    mapping_id: mappingId,
    fingerprint,
    code,
    severity,
    accepted: accepted ?? false,
  }));
  return [...new Map(rows.map(row => [row.fingerprint, row])).values()];
}

async function replace(
  tx: Knex.Transaction,
  table: string,
  byMapping: Map<string, object[]>,
): Promise<void> {
  if (byMapping.size > 0) {
    await tx(table)
      .whereIn('mapping_id', [...byMapping.keys()])
      .delete();
    await insert(tx, table, [...byMapping.values()].flat());
  }
}

async function insert(
  tx: Knex.Transaction,
  table: string,
  rows: object[],
): Promise<void> {
  for (const some of chunks(rows)) {
    await tx(table).insert(some);
  }
}

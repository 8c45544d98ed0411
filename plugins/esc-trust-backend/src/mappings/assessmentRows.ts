import { Finding } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { searchTerms } from './listing/searchTerms';
import { AssessmentUpdate } from './MappingStore';
import { assessmentColumns, MappingRow } from './rows';

const FINDINGS = 'esc_trust_findings';
const TERMS = 'esc_trust_search_terms';
const HISTORY = 'esc_trust_history';

/** What a change of is worth an entry in the history. */
const HEADLINES = ['status', 'access', 'exposure'] as const;

/** Writes what follows from a new mapping or from another report. */
export async function writeAssessmentRows(
  tx: Knex.Transaction,
  row: Pick<MappingRow, 'id' | 'organization' | 'project' | 'name'>,
  change: {
    update: AssessmentUpdate;
    before: MappingRow | undefined;
    at: string;
  },
): Promise<void> {
  const { update, before, at } = change;
  const after = assessmentColumns(update);
  if (
    after.role_name !== before?.role_name ||
    after.account_id !== before?.account_id
  ) {
    await replaceTerms(tx, row, after);
  }
  if (after.report !== before?.report) {
    await replaceFindings(tx, row.id, update.trust.findings);
  }
  if (HEADLINES.some(column => after[column] !== before?.[column])) {
    await tx(HISTORY).insert({
      mapping_id: row.id,
      at,
      status_before: before?.status ?? null,
      status: after.status,
      access: after.access,
      exposure: after.exposure,
      findings: JSON.stringify([
        ...new Set(update.trust.findings.map(({ code }) => code)),
      ]),
    });
  }
}

async function replaceTerms(
  tx: Knex.Transaction,
  row: Pick<MappingRow, 'id' | 'organization' | 'project' | 'name'>,
  role: { role_name: string; account_id: string },
): Promise<void> {
  const { id, organization, project, name } = row;
  const terms = searchTerms({
    environment: { organization, project, name },
    roleName: role.role_name,
    accountId: role.account_id,
  });
  await tx(TERMS).where({ mapping_id: id }).delete();
  await tx(TERMS).insert(terms.map(term => ({ mapping_id: id, term })));
}

async function replaceFindings(
  tx: Knex.Transaction,
  mappingId: string,
  findings: Finding[],
): Promise<void> {
  const rows = new Map(
    findings.map(({ fingerprint, code, severity, accepted }) => [
      fingerprint,
      {
        mapping_id: mappingId,
        fingerprint,
        code,
        severity,
        accepted: accepted ?? false,
      },
    ]),
  );
  await tx(FINDINGS).where({ mapping_id: mappingId }).delete();
  if (rows.size > 0) {
    await tx(FINDINGS).insert([...rows.values()]);
  }
}

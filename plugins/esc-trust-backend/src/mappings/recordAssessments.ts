import { Knex } from 'knex';
import { markReadSince } from '../assessment/state/markForJudging';
import { chunks } from '../chunks';
import { Reassessed, writeAssessmentRows } from './assessmentRows';
import { AssessmentRecord } from './MappingStore';
import { assessmentColumns, MappingRow } from './rows';

const MAPPINGS = 'esc_trust_mappings';

/**
 * Writes what assessments have found, in their order: a few statements for many
 * mappings, and only what has changed.
 *
 * @param at - ISO 8601, of the changes
 */
export async function recordAssessments(
  knex: Knex,
  records: AssessmentRecord[],
  at: string,
): Promise<void> {
  for (const some of chunks(records)) {
    await knex.transaction(tx => recordSome(tx, some, at));
  }
}

async function recordSome(
  tx: Knex.Transaction,
  records: AssessmentRecord[],
  at: string,
): Promise<void> {
  const rows = await tx<MappingRow>(MAPPINGS)
    .whereIn(
      'id',
      records.map(({ id }) => id),
    )
    // Two reports at once would each take the other's for the one before, and
    // whoever locked the same rows in another order would wait forever.
    .orderBy('id')
    .forUpdate();
  const latest = new Map(rows.map(row => [row.id, row]));
  const changes: Reassessed[] = [];
  for (const { id, update } of records) {
    const before = latest.get(id);
    const columns = assessmentColumns(update);
    if (before && differs(before, columns)) {
      changes.push({ row: before, before, update });
      latest.set(id, { ...before, ...columns, updated_at: at });
    }
  }
  const changed = rows.filter(row => latest.get(row.id) !== row);
  if (changed.length > 0) {
    await tx<MappingRow>(MAPPINGS)
      // They are there: this gives each row values of its own in both databases.
      .insert(changed.map(({ id }) => latest.get(id)!))
      .onConflict('id')
      .merge([...columnNames(records[0]), 'updated_at']);
    await writeAssessmentRows(tx, changes, at);
  }
  await markReadSince(
    tx,
    records.flatMap(({ id, update: { definitionReadAt: readAt } }) => {
      const row = latest.get(id);
      return row && readAt !== undefined ? [{ environment: row, readAt }] : [];
    }),
  );
}

function differs(
  before: MappingRow,
  after: ReturnType<typeof assessmentColumns>,
): boolean {
  return Object.entries(after).some(
    ([column, value]) => before[column as keyof MappingRow] !== value,
  );
}

function columnNames({ update }: AssessmentRecord) {
  return Object.keys(assessmentColumns(update)) as Array<keyof MappingRow>;
}

import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { chunks } from '../../chunks';
import { EnvironmentFacts } from './environmentFacts';
import { EnvironmentRow, ImportRow, pathOf } from './environmentRows';
import { importedBy } from './importGraph';
import { markPaths, STACKS_WANTED } from './markForJudging';

const ENVIRONMENTS = 'esc_trust_environments';
const IMPORTS = 'esc_trust_environment_imports';
/** What a later read replaces. */
const REPLACED = ['modified', 'logins', 'problem', 'gone', 'read_at'];

/** What one read of a definition has found. */
export interface EnvironmentRead {
  environment: EnvironmentRef;
  facts: EnvironmentFacts;
  /** As listed before it was read; absent when nobody has listed it. */
  modified?: string;
  /** Epoch milliseconds, when the read began. */
  readAt: number;
}

/**
 * Notes what reads of definitions have found, except over what was read later,
 * and marks what is to be judged by it.
 *
 * @param tx - holds the row of the organization
 * @param reads - of environments of the organization, each once
 */
export async function recordEnvironments(
  tx: Knex.Transaction,
  organization: string,
  reads: EnvironmentRead[],
): Promise<void> {
  const change = randomUUID();
  for (const some of chunks(reads)) {
    const paths = some.map(({ environment }) => pathOf(environment));
    const before = byPath(
      await tx<EnvironmentRow>(ENVIRONMENTS)
        .where({ organization })
        .whereIn('path', paths)
        .orderBy('path')
        .forUpdate(),
    );
    const importsBefore = await tx<ImportRow>(IMPORTS)
      .where({ organization })
      .whereIn('path', paths);
    const newer = some.filter(({ environment, readAt }) => {
      const row = before.get(pathOf(environment));
      return !row || Number(row.read_at) <= readAt;
    });
    const written = newer
      .map(read => toRow(read, before.get(pathOf(read.environment)), change))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const isWritten = new Set(written.map(({ path }) => path));
    const replaced = importsBefore.filter(({ path }) => isWritten.has(path));
    const imports = newer.flatMap(toImportRows);
    const moved = differences(replaced, imports);
    if (written.length > 0) {
      await tx(ENVIRONMENTS)
        .insert(written)
        .onConflict(['organization', 'path'])
        .merge({
          ...Object.fromEntries(
            REPLACED.map(column => [column, tx.ref(`excluded.${column}`)]),
          ),
          // A mark that somebody has set stays.
          unjudged: tx.raw(
            `CASE WHEN excluded.unjudged = '' THEN ?? ELSE excluded.unjudged END`,
            [`${ENVIRONMENTS}.unjudged`],
          ),
        });
    }
    if (moved.length > 0) {
      await tx(IMPORTS)
        .where({ organization })
        .whereIn('path', [...new Set(moved.map(({ path }) => path))])
        .delete();
      const anew = new Set(moved.map(({ path }) => path));
      for (const rows of chunks(imports.filter(row => anew.has(row.path)))) {
        await tx(IMPORTS).insert(rows);
      }
      await mark(
        tx,
        organization,
        moved.map(row => row.imported_path),
      );
    }
  }
}

/** Marks environments, and all that they import. */
async function mark(
  tx: Knex.Transaction,
  organization: string,
  paths: string[],
): Promise<void> {
  const all = await importedBy(tx, organization, paths);
  for (const some of chunks(all)) {
    await markPaths(tx, organization, some, {
      // Others open them by now, whose stacks nobody has asked for.
      stacks_read_at: tx.raw(
        'CASE WHEN stacks IS NULL THEN stacks_read_at ELSE ? END',
        [STACKS_WANTED],
      ),
    });
  }
}

function byPath(rows: EnvironmentRow[]): Map<string, EnvironmentRow> {
  return new Map(rows.map(row => [row.path, row]));
}

function toRow(
  { environment, facts, modified, readAt }: EnvironmentRead,
  before: EnvironmentRow | undefined,
  change: string,
) {
  const logins = JSON.stringify(facts.logins);
  const problem = facts.problem ?? null;
  const isNew = before?.logins !== logins || before.problem !== problem;
  return {
    organization: environment.organization,
    path: pathOf(environment),
    // What nobody has listed since it changed is read once more.
    modified: modified ?? (isNew ? '' : before.modified),
    logins,
    problem,
    gone: facts.isGone ?? false,
    read_at: readAt,
    unjudged: isNew ? change : '',
  };
}

function toImportRows({ environment, facts }: EnvironmentRead): ImportRow[] {
  const rows = facts.imports.map(({ reference, path }) => ({
    organization: environment.organization,
    path: pathOf(environment),
    reference,
    imported_path: path,
  }));
  return [...new Map(rows.map(row => [row.reference, row])).values()];
}

/** The imports that came or went. */
function differences(before: ImportRow[], after: ImportRow[]): ImportRow[] {
  const key = (row: ImportRow) => JSON.stringify([row.path, row.reference]);
  const keysBefore = new Set(before.map(key));
  const keysAfter = new Set(after.map(key));
  return [
    ...before.filter(row => !keysAfter.has(key(row))),
    ...after.filter(row => !keysBefore.has(key(row))),
  ];
}

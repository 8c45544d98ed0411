import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { environmentAt, ImportRow, pathOf } from './environmentRows';

const IMPORTS = 'esc_trust_environment_imports';
const PATHS_AT_ONCE = 100;
/** Chains of imports longer than this aren't followed. */
const LONGEST_CHAIN = 32;
/** Of a hundred environments; beyond that only that there are more matters. */
const MOST_EDGES = 5_000;
/** More importers of one environment aren't told apart. */
const MOST_IMPORTERS = 1_000;

/** One way in which an environment is opened through another. */
export interface Importer {
  /** The environment that is opened. */
  root: EnvironmentRef;
  /** The import exactly as the one that imports it directly writes it. */
  importedAs: string;
}

/** Environments and all that they import, themselves included. */
export async function importedBy(
  knex: Knex,
  organization: string,
  paths: string[],
): Promise<string[]> {
  const seen = new Set(paths);
  let level = [...seen];
  for (let depth = 0; depth < LONGEST_CHAIN && level.length > 0; depth++) {
    const rows = await edges(knex, organization, 'path', level);
    level = [];
    for (const { imported_path: path } of rows) {
      if (!seen.has(path)) {
        seen.add(path);
        level.push(path);
      }
    }
  }
  return [...seen];
}

/** Those of the environments that others import. */
export async function importedAmong(
  knex: Knex,
  organization: string,
  paths: string[],
): Promise<Set<string>> {
  const rows = await edges(knex, organization, 'imported_path', paths);
  return new Set(rows.map(row => row.imported_path));
}

/** The ways in which others open an environment. */
export interface Importers {
  /** In the order of their roots. */
  known: Importer[];
  /** There are more, which nobody has looked at. */
  hasMore: boolean;
}

/** Finds the ways in which others open an environment. */
export async function importersOf(
  knex: Knex,
  environment: EnvironmentRef,
): Promise<Importers> {
  const { organization } = environment;
  const own = pathOf(environment);
  const direct = await edges(
    knex,
    organization,
    'imported_path',
    [own],
    MOST_EDGES,
  );
  const found: Array<{ root: string; importedAs: string }> = [];
  let hasMore = false;
  for (const importedAs of new Set(direct.map(row => row.reference))) {
    const roots = new Set(
      direct.filter(row => row.reference === importedAs).map(row => row.path),
    );
    let level = [...roots];
    for (let depth = 1; level.length > 0; depth++) {
      if (depth === LONGEST_CHAIN || roots.size > MOST_IMPORTERS) {
        hasMore = true;
        break;
      }
      const rows = await edges(
        knex,
        organization,
        'imported_path',
        level,
        MOST_EDGES,
      );
      level = [];
      for (const { path } of rows) {
        // Of a cycle nothing can be opened.
        if (path !== own && !roots.has(path)) {
          roots.add(path);
          level.push(path);
        }
      }
    }
    found.push(...[...roots].map(root => ({ root, importedAs })));
  }
  const known = found
    .filter(({ root }) => root !== own)
    .sort(
      (a, b) => compare(a.root, b.root) || compare(a.importedAs, b.importedAs),
    )
    .slice(0, MOST_IMPORTERS)
    .map(({ root, importedAs }) => ({
      root: environmentAt(organization, root),
      importedAs,
    }));
  return { known, hasMore: hasMore || found.length > MOST_IMPORTERS };
}

async function edges(
  knex: Knex,
  organization: string,
  column: 'path' | 'imported_path',
  paths: string[],
  most: number = Number.MAX_SAFE_INTEGER,
): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (let at = 0; at < paths.length; at += PATHS_AT_ONCE) {
    rows.push(
      ...(await knex<ImportRow>(IMPORTS)
        .where({ organization })
        .whereIn(column, paths.slice(at, at + PATHS_AT_ONCE))
        .orderBy(['path', 'reference'])
        .limit(most)),
    );
  }
  return rows;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

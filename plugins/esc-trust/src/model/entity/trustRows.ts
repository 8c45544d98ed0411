import {
  Mapping,
  stringifyEnvironmentRef,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';
import { AnnotatedEnvironments } from './annotatedEnvironments';

/** One row of the card. */
export type TrustRow =
  | { kind: 'mapping'; environment: string; login?: string; mapping: Mapping }
  /** Annotated, but no role is mapped to it. */
  | { kind: 'unmapped'; environment: string }
  /** An entry of the annotation that names no environment. */
  | { kind: 'malformed'; entry: string };

/** The statuses, worst first. */
export const STATUSES: TrustStatus[] = [
  'untrusted',
  'over-permissive',
  'unknown',
  'conditional',
  'trusted',
];

/** The rows, worst first; what nobody has to act on comes last. */
const ORDER: Array<TrustStatus | 'malformed' | 'unmapped'> = [
  'untrusted',
  'over-permissive',
  'unknown',
  'malformed',
  'unmapped',
  'conditional',
  'trusted',
];

/**
 * Merges the mappings of an entity with the environments that it is annotated
 * with.
 *
 * @param mappings - the mappings, in any order, perhaps repeated
 * @param annotated - what the annotation says
 */
export function trustRows(
  mappings: Mapping[],
  annotated: AnnotatedEnvironments,
): TrustRow[] {
  const unique = [...new Map(mappings.map(m => [m.id, m])).values()];
  const logins = new Map<string, number>();
  for (const { environment } of unique) {
    const name = stringifyEnvironmentRef(environment);
    logins.set(name, (logins.get(name) ?? 0) + 1);
  }

  const rows: TrustRow[] = [
    ...unique.map(mapping => {
      const environment = stringifyEnvironmentRef(mapping.environment);
      const ambiguous = logins.get(environment)! > 1;
      const login = ambiguous ? mapping.loginPath : undefined;
      return { kind: 'mapping' as const, environment, login, mapping };
    }),
    ...annotated.environments
      .filter(environment => !logins.has(environment))
      .map(environment => ({ kind: 'unmapped' as const, environment })),
    ...annotated.malformed.map(entry => ({
      kind: 'malformed' as const,
      entry,
    })),
  ];
  return rows.sort(
    (a, b) => rank(a) - rank(b) || rowKey(a).localeCompare(rowKey(b)),
  );
}

/**
 * The rows with newer mappings in their places. They keep their order: a row
 * that somebody is working on stays under the pointer.
 *
 * @param rows - the rows
 * @param mappings - the mappings, later ones win
 */
export function withMappings(
  rows: TrustRow[],
  mappings: Mapping[],
): TrustRow[] {
  const byId = new Map(mappings.map(mapping => [mapping.id, mapping]));
  return rows.map(row =>
    row.kind === 'mapping'
      ? { ...row, mapping: byId.get(row.mapping.id) ?? row.mapping }
      : row,
  );
}

/**
 * The rows, and before them those that are gone though somebody holds them: what
 * is open about them must not be closed.
 *
 * @param rows - the rows
 * @param held - rows of mappings, as they were
 */
export function withHeld(rows: TrustRow[], held: TrustRow[]): TrustRow[] {
  const keys = new Set(rows.map(rowKey));
  const gone = held.filter(row => !keys.has(rowKey(row)));
  return gone.length > 0 ? [...gone, ...rows] : rows;
}

/**
 * What identifies a row among the rows of one card; also sorts rows of equal
 * weight by name.
 *
 * @param row - the row
 */
export function rowKey(row: TrustRow): string {
  switch (row.kind) {
    case 'mapping':
      return `${row.environment} ${row.mapping.loginPath} ${row.mapping.id}`;
    case 'unmapped':
      return row.environment;
    default:
      return row.entry;
  }
}

/**
 * How many mappings there are of each status, worst first, without zeros.
 *
 * @param rows - the rows
 */
export function countStatuses(
  rows: TrustRow[],
): Array<{ status: TrustStatus; count: number }> {
  return STATUSES.map(status => ({
    status,
    count: rows.filter(
      row => row.kind === 'mapping' && row.mapping.trust.status === status,
    ).length,
  })).filter(({ count }) => count > 0);
}

function rank(row: TrustRow): number {
  return ORDER.indexOf(
    row.kind === 'mapping' ? row.mapping.trust.status : row.kind,
  );
}

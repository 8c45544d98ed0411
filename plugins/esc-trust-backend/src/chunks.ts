/**
 * Rows that one statement can take: SQLite knows no more in an insert, and at
 * most 32,766 values.
 */
const ROWS_AT_ONCE = 500;

/** In parts that a statement can take. */
export function chunks<T>(rows: T[], size: number = ROWS_AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) =>
    rows.slice(i * size, (i + 1) * size),
  );
}

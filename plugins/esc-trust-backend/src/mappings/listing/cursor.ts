import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { SEVERITY } from '../rows';

/** PostgreSQL compares nothing with a text that holds NUL. */
const comparable = z
  .string()
  .max(2_048)
  .refine(value => !value.includes('\0'));

/** The place of a status; PostgreSQL compares a column of integers with no other. */
const severity = z
  .number()
  .int()
  .nonnegative()
  .max(SEVERITY.length - 1);

const cursorSchema = z
  .object({
    /** Of the query that it was given out for. */
    query: z.string().length(16),
    /** The order's columns of the mapping next to the page. */
    values: z.array(z.union([comparable, severity])),
    /** Whether the page lies before that mapping rather than behind. */
    isPrevious: z.boolean(),
    /** Whether that mapping belongs to the page: the one next to it was empty. */
    isIncluded: z.literal(true).optional(),
    /** Of all pages, counted on the first. */
    totalItems: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  })
  .strict();

/** The place where a page starts. */
export type Cursor = z.infer<typeof cursorSchema>;

/** What a caller is given. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * What a caller gives back.
 *
 * @param text - a cursor
 * @param query - the query that it is used for
 * @param columns - what the query's order compares
 * @throws InputError for one that this API hasn't given out for this query
 */
export function decodeCursor(
  text: string,
  query: string,
  columns: string[],
): Cursor {
  const cursor = parsed(text);
  if (cursor.query !== query) {
    throw new InputError(
      'The cursor is of another query: repeat its filters and its order, or start without a cursor',
    );
  }
  if (!hasValuesOf(columns, cursor)) {
    throw notGivenOut();
  }
  return cursor;
}

function parsed(text: string): Cursor {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw notGivenOut();
  }
}

/** The query's name is no secret, so its values may be anybody's. */
function hasValuesOf(columns: string[], { values }: Cursor): boolean {
  return (
    values.length === columns.length &&
    columns.every(
      (column, index) =>
        typeof values[index] === (column === 'severity' ? 'number' : 'string'),
    )
  );
}

function notGivenOut(): InputError {
  return new InputError('The cursor is not one that this API has given out');
}

import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

/** PostgreSQL compares nothing with a text that holds NUL. */
const comparable = z
  .string()
  .max(2_048)
  .refine(value => !value.includes('\0'));

const cursorSchema = z
  .object({
    /** Of the query that it was given out for. */
    query: z.string().length(16),
    /** The order's columns of the mapping next to the page. */
    values: z
      .array(z.union([comparable, z.number()]))
      .min(4)
      .max(5),
    /** Whether the page lies before that mapping rather than behind. */
    isPrevious: z.boolean(),
    /** Of all pages, counted on the first. */
    totalItems: z.number().int().nonnegative(),
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
 * @throws InputError for one that this API hasn't given out for this query
 */
export function decodeCursor(text: string, query: string): Cursor {
  let cursor: Cursor;
  try {
    cursor = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError('The cursor is not one that this API has given out');
  }
  if (cursor.query !== query) {
    throw new InputError(
      'The cursor is of another query: repeat its filters and its order, or start without a cursor',
    );
  }
  return cursor;
}

import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

/** The place after which a page starts: the order's own fields. */
const cursorSchema = z.tuple([
  z.string().max(100),
  z.string().max(100),
  z.string().max(100),
  z.string().max(200),
]);

/** The fields by which mappings are ordered; together they are unique. */
export const ORDER = ['organization', 'project', 'name', 'login_path'] as const;

/** The order's fields of one mapping. */
export type Cursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws InputError for a text that isn't a cursor of ours */
export function decodeCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError('The cursor is not one that this API has given out');
  }
}

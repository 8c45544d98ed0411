import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** What a caller is given to ask for the next page. */
export function encodeCursor(place: object): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * What a caller gives back.
 *
 * @throws InputError for a cursor that this API hasn't given out
 */
export function decodeCursor<T>(text: string, schema: z.ZodType<T>): T {
  const json = Buffer.from(text, 'base64url').toString('utf8');
  try {
    // PostgreSQL compares nothing with a text that holds NUL.
    return schema.parse(
      json.includes('\\u0000') ? undefined : JSON.parse(json),
    );
  } catch {
    throw new InputError('The cursor is not one that this API has given out');
  }
}

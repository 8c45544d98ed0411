import { z } from 'zod';
import { decodeCursor, encodeCursor } from './pageCursor';

const schema = z.object({ after: z.string() });

describe('a cursor', () => {
  it('comes back as it was given out', () => {
    const place = { after: 'a/b "c" \\ d' };
    expect(decodeCursor(encodeCursor(place), schema)).toEqual(place);
  });

  it.each([
    ['holds something else', encodeCursor({ before: 'a' })],
    ['holds what no database compares', encodeCursor({ after: 'a\0' })],
    ['is no JSON', 'x'],
  ])('is refused when it %s', (_, text) => {
    expect(() => decodeCursor(text, schema)).toThrow(
      'The cursor is not one that this API has given out',
    );
  });
});

import { decodeCursor, encodeCursor } from './cursor';

const query = 'a'.repeat(16);
const UNIQUE = ['organization', 'project', 'name', 'login_path'];
const BY_STATUS = ['severity', ...UNIQUE];
const cursor = {
  query,
  values: ['acme', 'payments', 'prod', 'aws.login'],
  isPrevious: false,
  totalItems: 1,
};

describe('a cursor of a list', () => {
  it.each([
    ['of text', UNIQUE, cursor.values],
    ['with a status', BY_STATUS, [4, ...cursor.values]],
  ])('comes back as it was given out, %s', (_, columns, values) => {
    const given = { ...cursor, values };
    expect(decodeCursor(encodeCursor(given), query, columns)).toEqual(given);
  });

  it.each([
    ['text that no database compares', UNIQUE, ['a', 'a\0', 'b', 'c']],
    ['too few values', UNIQUE, ['a', 'b', 'c']],
    ['too many values', UNIQUE, ['a', 'b', 'c', 'd', 'e']],
    ['a number for a text', UNIQUE, [0, 'b', 'c', 'd']],
    ['a text for the status', BY_STATUS, ['0', 'a', 'b', 'c', 'd']],
    ['half a status', BY_STATUS, [1.5, 'a', 'b', 'c', 'd']],
    ['a status that there isn’t', BY_STATUS, [5, 'a', 'b', 'c', 'd']],
    ['a status beyond all integers', BY_STATUS, [1e300, 'a', 'b', 'c', 'd']],
    ['a status below all', BY_STATUS, [-1, 'a', 'b', 'c', 'd']],
  ])('is refused when it holds %s', (_, columns, values) => {
    const forged = encodeCursor({ ...cursor, values });
    expect(() => decodeCursor(forged, query, columns)).toThrow(
      'The cursor is not one that this API has given out',
    );
  });

  it('is refused when it counts what can’t be counted', () => {
    const forged = encodeCursor({ ...cursor, totalItems: 1e300 });
    expect(() => decodeCursor(forged, query, UNIQUE)).toThrow(
      'The cursor is not one that this API has given out',
    );
  });
});

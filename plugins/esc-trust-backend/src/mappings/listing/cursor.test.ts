import { decodeCursor, encodeCursor } from './cursor';

const query = 'a'.repeat(16);
const cursor = {
  query,
  values: ['acme', 'payments', 'prod', 'aws.login'],
  isPrevious: false,
  totalItems: 1,
};

describe('a cursor of a list', () => {
  it('comes back as it was given out', () => {
    expect(decodeCursor(encodeCursor(cursor), query)).toEqual(cursor);
  });

  it('is refused when it holds what no database compares', () => {
    const forged = { ...cursor, values: ['acme', 'a\0', 'prod', 'aws.login'] };
    expect(() => decodeCursor(encodeCursor(forged), query)).toThrow(
      'The cursor is not one that this API has given out',
    );
  });
});

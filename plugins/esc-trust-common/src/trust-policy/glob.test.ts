import fc from 'fast-check';
import { compareSubject, globMatches } from './glob';

/** The rule as plainly as it can be said. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') {
    return text === '';
  }
  if (pattern[0] === '*') {
    return (
      naive(pattern.slice(1), text) ||
      (text !== '' && naive(pattern, text.slice(1)))
    );
  }
  return (
    text !== '' &&
    (pattern[0] === '?' || pattern[0] === text[0]) &&
    naive(pattern.slice(1), text.slice(1))
  );
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 7 });
const pattern = fc.string({
  unit: fc.constantFrom('a', 'b', ':', '*', '?'),
  maxLength: 7,
});

describe('globMatches', () => {
  it('is what the rule says', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(globMatches(p, t)).toBe(naive(p, t));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays fast on the worst pattern', () => {
    const stars = `${'*a'.repeat(20)}b`;
    expect(globMatches(stars, 'a'.repeat(10_000))).toBe(false);
  });
});

describe('compareSubject', () => {
  it('claims nothing of an unknown part that some value contradicts', () => {
    fc.assert(
      fc.property(pattern, text, text, text, (p, before, value, after) => {
        const holds = compareSubject(
          p,
          [before, { attribute: 'x' }, after],
          true,
        );
        const matches = naive(p, before + value + after);
        expect([holds, matches]).not.toEqual(['always', false]);
        expect([holds, matches]).not.toEqual(['never', true]);
      }),
      { numRuns: 3000 },
    );
  });
});

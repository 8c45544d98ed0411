import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { compareSubject, compileGlob, globMatches } from './glob';

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
      { numRuns: propertyRuns(2000) },
    );
  });

  it('stays fast on the worst pattern', () => {
    const stars = `${'*a'.repeat(20)}b`;
    expect(globMatches(stars, 'a'.repeat(10_000))).toBe(false);
  });
});

describe('compileGlob', () => {
  it('matches what the pattern matches, whole characters for question marks', () => {
    const units = fc.constantFrom('a', 'b', '\u{1f600}');
    const wild = fc.constantFrom('a', 'b', '\u{1f600}', '*', '?');
    fc.assert(
      fc.property(
        fc.array(wild, { maxLength: 8 }),
        fc.array(units, { maxLength: 8 }),
        (p, t) => {
          expect([p, t, compileGlob(p.join(''))(t.join(''))]).toEqual([
            p,
            t,
            // One letter for the character of two units.
            naive(
              p.join('').replaceAll('\u{1f600}', 'c'),
              t.join('').replaceAll('\u{1f600}', 'c'),
            ),
          ]);
        },
      ),
      { numRuns: propertyRuns(5000) },
    );
  });

  it.each([30, 31, 32, 33, 63, 64, 65, 200])(
    'finds a piece of %i places with question marks',
    length => {
      const piece = 'a?'.repeat(length).slice(0, length - 1);
      for (const [pattern_, text_] of [
        [`*${piece}b*`, `${'a'.repeat(length + 5)}bc`],
        [`*${piece}b*`, `ab${'a'.repeat(length - 2)}bc`],
        [`*${piece}b*`, 'a'.repeat(3 * length)],
      ]) {
        expect([text_, compileGlob(pattern_)(text_)]).toEqual([
          text_,
          globMatches(pattern_, text_),
        ]);
      }
    },
  );
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
      { numRuns: propertyRuns(3000) },
    );
  });
});

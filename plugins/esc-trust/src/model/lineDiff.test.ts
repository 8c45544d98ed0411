import { DiffLine, diffLines, foldUnchanged, linesOf } from './lineDiff';

const SIGNS = { same: ' ', added: '+', removed: '-' };

function written(lines: DiffLine[]): string[] {
  return lines.map(({ kind, text }) => `${SIGNS[kind]}${text}`);
}

function diff(before: string, after: string): string[] {
  return written(diffLines([...before], [...after]));
}

describe('diffLines', () => {
  it.each([
    ['', '', []],
    ['ab', 'ab', [' a', ' b']],
    ['', 'ab', ['+a', '+b']],
    ['ab', '', ['-a', '-b']],
    ['axc', 'ayc', [' a', '-x', '+y', ' c']],
    ['abc', 'abxc', [' a', ' b', '+x', ' c']],
    ['abxc', 'abc', [' a', ' b', '-x', ' c']],
    ['abcd', 'acbd', [' a', '-b', ' c', '+b', ' d']],
  ])('goes from "%s" to "%s"', (before, after, expected) => {
    expect(diff(before, after)).toEqual(expected);
  });

  it('sees no change in an item that gets a successor', () => {
    const [before, after] = [['a'], ['a', 'b']].map(linesOf);

    expect(written(diffLines(before, after))).toEqual([
      ' [',
      '   "a",',
      '+  "b"',
      ' ]',
    ]);
  });

  it('holds both texts, and no more changes than it takes', () => {
    // Every pair of texts of up to four lines of two kinds.
    const texts = ['', 'a', 'b'];
    for (let length = 0; length < 3; length++) {
      texts.push(...texts.flatMap(text => [`${text}a`, `${text}b`]));
    }
    for (const before of texts) {
      for (const after of texts) {
        const lines = diffLines([...before], [...after]);
        const side = (kind: DiffLine['kind']) =>
          lines
            .filter(line => line.kind === 'same' || line.kind === kind)
            .map(({ text }) => text)
            .join('');
        expect(side('removed')).toBe(before);
        expect(side('added')).toBe(after);
        expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(
          longestCommon(before, after),
        );
      }
    }
  });
});

/** By definition rather than by table. */
function longestCommon(a: string, b: string): number {
  if (!a || !b) {
    return 0;
  }
  return a[0] === b[0]
    ? longestCommon(a.slice(1), b.slice(1)) + 1
    : Math.max(longestCommon(a.slice(1), b), longestCommon(a, b.slice(1)));
}

describe('foldUnchanged', () => {
  it('keeps what is near a change', () => {
    const lines = diffLines([...'abcdefgh'], [...'abcdXfgh']);

    expect(foldUnchanged(lines, 1)).toEqual([
      { kind: 'fold', count: 3 },
      { kind: 'same', text: 'd' },
      { kind: 'removed', text: 'e' },
      { kind: 'added', text: 'X' },
      { kind: 'same', text: 'f' },
      { kind: 'fold', count: 2 },
    ]);
    expect(foldUnchanged(lines, 9)).toEqual(lines);
  });
});

describe('linesOf', () => {
  it('writes values as people read them', () => {
    expect(linesOf({ a: ['b'] })).toEqual([
      '{',
      '  "a": [',
      '    "b"',
      '  ]',
      '}',
    ]);
    expect(linesOf('arn:aws:iam::aws:policy/x')).toEqual([
      'arn:aws:iam::aws:policy/x',
    ]);
    expect(linesOf(3600)).toEqual(['3600']);
    expect(linesOf(undefined)).toEqual([]);
  });
});

import { isFixedSubject, renderSubject, SubjectPart } from '../claims/types';

/** Whether something holds for every value of the unknown parts, for none, or for some. */
export type Holds = 'always' | 'never' | 'sometimes';

/**
 * Whether a text matches a pattern of `*` (any characters, none included) and
 * `?` (exactly one).
 *
 * @remarks
 * Rule: StringLike of the IAM User Guide; `*` crosses `/` and `:`. Costs at
 * most pattern × text steps: it only ever goes back to the latest star.
 */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (
      p < pattern.length &&
      (pattern[p] === '?' || pattern[p] === text[t])
    ) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}

/** Characters and wildcards; without wildcards `*` and `?` are characters. */
type Symbols = Array<string | { wild: '*' | '?' }>;

/**
 * Whether a subject with unknown parts matches a pattern.
 *
 * @param pattern - the text to compare with
 * @param subject - parts of the subject
 * @param wildcards - whether `*` and `?` are wildcards, as in StringLike
 */
export function compareSubject(
  pattern: string,
  subject: string | SubjectPart[],
  wildcards: boolean,
): Holds {
  const text = textOf(subject);
  if (text !== undefined) {
    const matches = wildcards ? globMatches(pattern, text) : pattern === text;
    return matches ? 'always' : 'never';
  }
  const parts = subject as SubjectPart[];
  const wanted: Symbols = [...pattern].map(c =>
    wildcards && (c === '*' || c === '?') ? { wild: c } : c,
  );
  // An unknown part may be any text, the empty one included (a token's team).
  const given: Symbols = parts.flatMap<string | { wild: '*' }>(part =>
    typeof part === 'string' ? [...part] : [{ wild: '*' }],
  );
  if (!canMeet(wanted, given)) {
    return 'never';
  }
  return absorbs(wanted, given) ? 'always' : 'sometimes';
}

/** A subject without unknown parts as text. */
function textOf(subject: string | SubjectPart[]): string | undefined {
  if (typeof subject === 'string') {
    return subject;
  }
  return isFixedSubject(subject) ? renderSubject(subject) : undefined;
}

/** Whether some text belongs to both sides. */
function canMeet(a: Symbols, b: Symbols): boolean {
  return meet(
    a,
    b,
    (x, y) => {
      if (typeof x === 'string' && typeof y === 'string') {
        return x === y;
      }
      return true;
    },
    true,
  );
}

/**
 * Whether every text of the subject belongs to the pattern: its unknown parts
 * must fall into the pattern's stars.
 */
function absorbs(pattern: Symbols, subject: Symbols): boolean {
  return meet(
    pattern,
    subject,
    (x, y) => {
      if (typeof y !== 'string') {
        return false;
      }
      return typeof x !== 'string' || x === y;
    },
    false,
  );
}

/** Walks both sides with a table of the pairs of places that can be reached. */
function meet(
  a: Symbols,
  b: Symbols,
  same: (x: Symbols[number], y: Symbols[number]) => boolean,
  bothStars: boolean,
): boolean {
  const isStar = (symbol: Symbols[number] | undefined) =>
    typeof symbol === 'object' && symbol.wild === '*';
  const reached = new Set<number>();
  const width = b.length + 1;
  const queue = [0];
  const visit = (i: number, j: number) => {
    const place = i * width + j;
    if (i <= a.length && j <= b.length && !reached.has(place)) {
      reached.add(place);
      queue.push(place);
    }
  };
  reached.add(0);
  while (queue.length > 0) {
    const place = queue.pop()!;
    const i = Math.floor(place / width);
    const j = place % width;
    if (i === a.length && j === b.length) {
      return true;
    }
    if (isStar(a[i])) {
      visit(i + 1, j);
      if (j < b.length) {
        visit(i, j + 1);
      }
    }
    if (bothStars && isStar(b[j])) {
      visit(i, j + 1);
      if (i < a.length) {
        visit(i + 1, j);
      }
    }
    if (
      i < a.length &&
      j < b.length &&
      !isStar(a[i]) &&
      !isStar(b[j]) &&
      same(a[i], b[j])
    ) {
      visit(i + 1, j + 1);
    }
  }
  return false;
}

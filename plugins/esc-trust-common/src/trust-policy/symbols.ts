import { isFixedSubject, renderSubject, SubjectPart } from '../claims/types';

/** Whether something holds for every value of the unknown parts, for none, or for some. */
export type Holds = 'always' | 'never' | 'sometimes';

/** What holds for every value of the unknown parts, for there are none. */
export function fixed(holds: boolean): Holds {
  return holds ? 'always' : 'never';
}

/** A character, or a wildcard; a wildcard written `${*}` is a character. */
export type PatternSymbol = string | { wild: '*' | '?' };

/** A text as symbols; without wildcards `*` and `?` are characters. */
export function symbolsOf(text: string, wildcards: boolean): PatternSymbol[] {
  return [...text].map(c =>
    wildcards && (c === '*' || c === '?') ? { wild: c } : c,
  );
}

/** Whether symbols match a text as a whole; costs pattern × text steps. */
export function symbolsMatch(pattern: PatternSymbol[], text: string): boolean {
  const chars = [...text];
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < chars.length) {
    const symbol = pattern[p];
    const wild = typeof symbol === 'object' ? symbol.wild : undefined;
    if (wild === '*') {
      star = p++;
      resume = t;
    } else if (wild === '?' || symbol === chars[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.slice(p).every(isStar);
}

/** Whether a subject with unknown parts matches a pattern of symbols. */
export function compareSymbols(
  wanted: PatternSymbol[],
  subject: SubjectPart[],
): Holds {
  const given = subjectSymbols(subject);
  if (!canMeet(wanted, given)) {
    return 'never';
  }
  return absorbs(wanted, given) ? 'always' : 'sometimes';
}

/**
 * A subject's characters; an unknown part may be any text, the empty one
 * included (a token's team).
 */
export function subjectSymbols(subject: SubjectPart[]): PatternSymbol[] {
  return subject.flatMap<PatternSymbol>(part =>
    typeof part === 'string' ? [...part] : [{ wild: '*' }],
  );
}

/** A subject without unknown parts as text. */
export function textOf(subject: string | SubjectPart[]): string | undefined {
  if (typeof subject === 'string') {
    return subject;
  }
  return isFixedSubject(subject) ? renderSubject(subject) : undefined;
}

/** Whether some text belongs to both sides; the second has no `?`. */
export function canMeet(a: PatternSymbol[], b: PatternSymbol[]): boolean {
  return meet(a, b, true);
}

/**
 * Whether every text of the subject belongs to the pattern: its unknown parts
 * must fall into the pattern's stars.
 */
function absorbs(pattern: PatternSymbol[], subject: PatternSymbol[]): boolean {
  return meet(pattern, subject, false);
}

/** Walks both sides with a table of the pairs of places that can be reached. */
function meet(
  a: PatternSymbol[],
  b: PatternSymbol[],
  bothStars: boolean,
): boolean {
  const width = b.length + 1;
  const reached = new Set([0]);
  const queue = [0];
  const visit = (i: number, j: number) => {
    const place = i * width + j;
    if (!reached.has(place)) {
      reached.add(place);
      queue.push(place);
    }
  };
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
    // Any wildcard of the pattern takes a character, none takes an unknown part.
    if (
      typeof b[j] === 'string' &&
      (typeof a[i] === 'object' || a[i] === b[j])
    ) {
      visit(i + 1, j + 1);
    }
  }
  return false;
}

function isStar(symbol: PatternSymbol | undefined): boolean {
  return typeof symbol === 'object' && symbol.wild === '*';
}

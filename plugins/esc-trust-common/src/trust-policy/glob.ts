import { SubjectPart } from '../claims/types';
import { compilePiece } from './globPieces';
import { compareSymbols, Holds, symbolsOf } from './symbols';

export type { Holds } from './symbols';

const STAR = 0x2a;
const QUESTION_MARK = 0x3f;
const HALF_CHARACTER = /[\ud800-\udfff]/;

/**
 * Whether a text matches a pattern of `*` (any characters, none included) and
 * `?` (exactly one).
 *
 * @remarks
 * Rule: StringLike of the IAM User Guide; `*` crosses `/` and `:`. Costs at
 * most pattern × text steps: it only ever goes back to the latest star.
 *
 * @param pattern - the text with wildcards
 * @param text - what is compared with it, case included
 * @public
 */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = p < pattern.length ? pattern.charCodeAt(p) : -1;
    if (wanted === STAR) {
      star = p++;
      resume = t;
    } else if (wanted === QUESTION_MARK) {
      p++;
      t += widthAt(text, t);
    } else if (wanted === text.charCodeAt(t)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      resume += widthAt(text, resume);
      t = resume;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(p) === STAR) {
    p++;
  }
  return p === pattern.length;
}

/** UTF-16 units of the character at a place: `?` is one character, not half. */
function widthAt(text: string, at: number): number {
  // Only the units from 0xd800 on may be halves of a character.
  return text.charCodeAt(at) >= 0xd800 && text.codePointAt(at)! > 0xffff
    ? 2
    : 1;
}

/**
 * Makes a matcher of a StringLike pattern that is used many times.
 *
 * @remarks
 * Stars cut a pattern into pieces that are searched from left to right, each
 * where the one before ended: the same bound as {@link globMatches}, pattern ×
 * text, of steps that are much smaller.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) {
    return text => text === pattern;
  }
  const pieces = pattern.split('*');
  const head = compilePiece(pieces[0]);
  const tail = compilePiece(pieces[pieces.length - 1]);
  const middle = pieces
    .slice(1, -1)
    .filter(piece => piece !== '')
    .map(compilePiece);
  const shortest = pieces.join('').length;
  const isFixed = pieces.length === 1;
  const countsUnits = pattern.includes('?');
  return text => {
    if (countsUnits && HALF_CHARACTER.test(text)) {
      return globMatches(pattern, text);
    }
    const end = text.length - tail.length;
    if (
      (isFixed ? text.length !== shortest : text.length < shortest) ||
      !head.isAt(text, 0) ||
      !tail.isAt(text, end)
    ) {
      return false;
    }
    let at = head.length;
    for (const piece of middle) {
      const found = piece.find(text, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length;
    }
    return at <= end || isFixed;
  };
}

/**
 * Whether a subject with unknown parts matches a pattern.
 *
 * @param pattern - the text to compare with
 * @param subject - parts of the subject
 * @param wildcards - whether `*` and `?` are wildcards, as in StringLike
 */
export function compareSubject(
  pattern: string,
  subject: SubjectPart[],
  wildcards: boolean,
): Holds {
  return compareSymbols(symbolsOf(pattern, wildcards), subject);
}

const BYTE_ORDER_MARK = '\uFEFF';

/** A replacement of the characters from `start` up to `end`. */
export interface Splice {
  /** Offset of the first character to replace. */
  start: number;
  /** Offset after the last one; the same as `start` for an insertion. */
  end: number;
  /** What comes there instead. */
  text: string;
}

/**
 * Replaces parts of a text and leaves every other character as it is.
 *
 * @param text - the text
 * @param splices - what to replace, in any order, without overlaps
 * @returns the new text
 */
export function applySplices(text: string, splices: Splice[]): string {
  return [...splices]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: inserted }) =>
        result.slice(0, start) + inserted + result.slice(end),
      text,
    );
}

/**
 * The line end that a text uses.
 *
 * @param text - any text
 * @returns that of its first line; `\n` for a text of one line
 */
export function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/**
 * Where the line of a character starts. A byte order mark is before the first
 * line, not in it.
 *
 * @param text - any text
 * @param at - offset of the character
 * @returns an offset
 */
export function lineStart(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return start === 0 && at > 0 && text.startsWith(BYTE_ORDER_MARK) ? 1 : start;
}

/**
 * Where the next line starts, seen from the end of something.
 *
 * @param text - any text
 * @param end - offset after the last character of it
 * @returns `end` itself when that is the start of a line already, as after a
 *   block scalar; otherwise the offset after the next line end, or the length
 *   of the text
 */
export function nextLine(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') {
    return end;
  }
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

/**
 * The column of a character, counted from 0.
 *
 * @param text - any text
 * @param at - offset of the character
 * @returns the number of characters before it on its line
 */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/**
 * Skips comment lines that belong to what is above them by their indentation,
 * with the blank lines before each.
 *
 * @param text - any text
 * @param from - where a line starts
 * @param minimalColumn - the least column of such a comment, counted from 0
 * @returns where the line after the last such comment starts; `from` for none
 */
export function skipComments(
  text: string,
  from: number,
  minimalColumn: number,
): number {
  const line = /([ \t]*)(#[^\n]*)?(?:\r?\n|$)/y;
  let end = from;
  line.lastIndex = from;
  while (line.lastIndex < text.length) {
    const match = line.exec(text);
    if (!match || (match[2] && match[1].length < minimalColumn)) {
      return end;
    }
    if (match[2]) {
      end = line.lastIndex;
    }
  }
  return end;
}

/**
 * Inserts whole lines. A last line without a line end gets one first, and the
 * inserted lines then have none at their end either.
 *
 * @param text - the text
 * @param at - where to insert; in the middle of a line means after that line
 * @param lines - the lines, without line ends
 * @returns the insertion
 */
export function insertLines(text: string, at: number, lines: string[]): Splice {
  const lineBreak = lineBreakOf(text);
  const start = lineStart(text, at) === at ? at : nextLine(text, at);
  const inserted = lines.join(lineBreak);
  return {
    start,
    end: start,
    text:
      lineStart(text, start) === start
        ? `${inserted}${lineBreak}`
        : `${lineBreak}${inserted}`,
  };
}

import { InputError } from '@backstage/errors';
import { CST } from 'yaml';
import {
  afterColon,
  endsInBlockScalar,
  entryEnd,
  entryStart,
  hasComment,
} from './extent';
import { Entry, isBlock, MapNode, Step } from './locate';
import {
  columnOf,
  lineBreakOf,
  lineStart,
  nextLine,
  skipComments,
  Splice,
} from './textLines';

/**
 * Removes an entry, and the parents that it leaves with nothing at all. A parent
 * that holds a comment, or that was there as an empty map, stays as `{}`.
 *
 * @param text - text of the definition
 * @param steps - the way from the root to the entry, parsed for an edit
 * @returns the changes
 * @throws InputError when other things stand on the entry's lines
 */
export function removeWithEmptyParents(text: string, steps: Step[]): Splice[] {
  let depth = steps.length - 1;
  while (depth > 0 && holdsNothingElse(text, steps[depth], steps[depth - 1])) {
    depth--;
  }
  const { map, entry } = steps[depth];
  if (!isBlock(map)) {
    return removeFromFlow(text, map, entry);
  }
  const emptied = depth > 0 && map.items.length === 1;
  const at = emptied ? afterColon(steps[depth - 1].entry) : 0;
  return [
    ...(emptied ? [{ start: at, end: at, text: ' {}' }] : []),
    removeLines(text, map, entry),
  ];
}

/**
 * Removes an entry; its map holds others.
 *
 * @param text - text of the definition
 * @param step - the entry, parsed for an edit, with its map
 * @returns the changes
 * @throws InputError when other things stand on the entry's lines
 */
export function removeEntry(text: string, { map, entry }: Step): Splice[] {
  return isBlock(map)
    ? [removeLines(text, map, entry)]
    : removeFromFlow(text, map, entry);
}

/** Whether the parent's map is this entry and nothing besides, not a comment. */
function holdsNothingElse(text: string, { map, entry }: Step, parent: Step) {
  if (
    map.items.length !== 1 ||
    hasComment(parent.entry.srcToken?.sep) ||
    hasComment(entry.srcToken?.start)
  ) {
    return false;
  }
  if (isBlock(map)) {
    const after = endOfLines(text, entry);
    const column = columnOf(text, entryStart(parent.entry)) + 1;
    return skipComments(text, after, column) === after;
  }
  const inside = text.slice(entryEnd(entry), map.range![1] - 1);
  return entryStart(entry) === map.range![0] + 1 && /^[\s,]*$/.test(inside);
}

/** The lines of an entry end after the comments that are indented below it. */
function endOfLines(text: string, entry: Entry): number {
  const column = columnOf(text, entryStart(entry)) + 1;
  return skipComments(text, nextLine(text, entryEnd(entry)), column);
}

function removeLines(text: string, map: MapNode, entry: Entry): Splice {
  const start = lineStart(text, entryStart(entry));
  const end = endOfLines(text, entry);
  if (text.slice(start, entryStart(entry)).trim() !== '') {
    throw new InputError(
      'The definition is written in a way that takes no automatic change: change the login by hand',
    );
  }
  const before = map.items[map.items.indexOf(entry) - 1];
  const touchesBlockScalar =
    before && endsInBlockScalar(before.value) && entryEnd(before) === start;
  // The last line stays one without a line end, unless that would take the
  // line end out of the text above.
  const lineBreak = lineBreakOf(text);
  const unended =
    end === text.length &&
    !text.endsWith('\n') &&
    text.endsWith(lineBreak, start) &&
    !touchesBlockScalar;
  return { start: unended ? start - lineBreak.length : start, end, text: '' };
}

function removeFromFlow(text: string, map: MapNode, entry: Entry): Splice[] {
  const index = map.items.indexOf(entry);
  const [before, after] = [map.items[index - 1], map.items[index + 1]];
  const [start, end] = [entryStart(entry), entryEnd(entry)];
  if (after) {
    const gap = after.srcToken?.start ?? [];
    return hasComment(gap)
      ? [remove(start, end), ...commas(gap)]
      : [remove(start, entryStart(after))];
  }
  if (before) {
    const gap = entry.srcToken?.start ?? [];
    return hasComment(gap)
      ? [remove(start, end), ...commas(gap)]
      : [remove(entryEnd(before), end)];
  }
  const comma = /^\s*,/.exec(text.slice(end, map.range![1]))?.[0] ?? '';
  const padded = start === map.range![0] + 2 && text[start - 1] === ' ';
  return [remove(padded ? start - 1 : start, end + comma.length)];
}

function commas(tokens: CST.SourceToken[]): Splice[] {
  return tokens
    .filter(token => token.type === 'comma')
    .map(token => remove(token.offset, token.offset + 1));
}

function remove(start: number, end: number): Splice {
  return { start, end, text: '' };
}

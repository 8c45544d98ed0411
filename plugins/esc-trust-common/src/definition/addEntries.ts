import { Document, Node } from 'yaml';
import { afterColon, endsInBlockScalar, entryEnd, entryStart } from './extent';
import { Entry, isBlock, isNull, MapNode } from './locate';
import {
  columnOf,
  insertLines,
  lineStart,
  nextLine,
  skipComments,
  Splice,
} from './textLines';
import { Data, writeBlock, writeFlow, writeFlowEntries } from './writeYaml';

/** Entries to be written into a definition, in their order. */
export type NewEntries = { [key: string]: Data };

/**
 * Adds entries at the end of a map, in its own style and indentation.
 *
 * @param text - text of the definition
 * @param map - a map of it, parsed for an edit
 * @param entries - the entries; the map has none of their keys
 * @param step - by how many columns the document indents
 * @returns the insertion
 */
export function addToMap(
  text: string,
  map: MapNode,
  entries: NewEntries,
  step: number,
): Splice {
  const last = map.items.at(-1);
  if (!last) {
    // The space tells a map that was there before, and stays when its entries
    // go again, from the maps that are written with the entries.
    return insertAt(map.range![0] + 1, ` ${writeFlowEntries(entries)}`);
  }
  if (!isBlock(map)) {
    return insertAt(entryEnd(last), `, ${writeFlowEntries(entries)}`);
  }
  const column = columnOf(text, entryStart(map.items[0]));
  const lines = writeBlock(entries, column, step);
  const end = entryEnd(last);
  if (endsInBlockScalar(last.value) && text[end - 1] !== '\n') {
    // A line end here would become part of the text above (go-yaml keeps none
    // that isn't there), so the entries come before the others.
    return insertLines(text, lineStart(text, entryStart(map.items[0])), lines);
  }
  const after = skipComments(text, nextLine(text, end), column);
  return insertLines(text, after, lines);
}

/**
 * Puts a map where an entry has a null: nothing, `~` or `null`.
 *
 * @param text - text of the definition
 * @param entry - the entry, parsed for an edit
 * @param parent - the map that holds the entry
 * @param entries - the entries of the new map
 * @param step - by how many columns the document indents
 * @returns the changes: the written null goes, the map comes
 */
export function putMapForNull(
  text: string,
  entry: Entry,
  parent: MapNode,
  entries: NewEntries,
  step: number,
): Splice[] {
  const colonEnd = afterColon(entry);
  const { value } = entry;
  const written = isNull(value) ? [] : [withBlanksBefore(text, value)];
  if (!isBlock(parent)) {
    const colon = value === null ? ':' : '';
    const map = `${colon} ${writeFlow(entries)}`;
    return written.length > 0
      ? [{ ...written[0], text: map }]
      : [insertAt(colonEnd, map)];
  }
  const column = columnOf(text, entryStart(entry)) + step;
  return [
    ...written,
    insertLines(
      text,
      nextLine(text, entryEnd(entry)),
      writeBlock(entries, column, step),
    ),
  ];
}

/**
 * Puts a map into a definition that holds nothing, after its comments.
 *
 * @param text - text of the definition
 * @param document - its first document, parsed for an edit; undefined for none
 * @param entries - the entries of the map
 * @param step - by how many columns to indent
 * @returns the insertion
 */
export function putRootMap(
  text: string,
  document: Document.Parsed | undefined,
  entries: NewEntries,
  step: number,
): Splice {
  // The document ends before its end marker or the start of the next one.
  const end = document ? document.range[1] : text.length;
  return insertLines(text, end, writeBlock(entries, 0, step));
}

/** The removal of a written null, but not of a comment before it. */
function withBlanksBefore(text: string, written: Node): Splice {
  const [start, end] = written.range!;
  const blanks = /[ \t]*$/.exec(text.slice(0, start))![0];
  return { start: start - blanks.length, end, text: '' };
}

function insertAt(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

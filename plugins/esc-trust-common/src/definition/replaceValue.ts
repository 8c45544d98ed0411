import { afterColon, contentEnd } from './extent';
import { columnOf, lineBreakOf, Splice } from './textLines';
import { Entry, isBlock, isNull } from './locate';
import { Data, writeBlock, writeFlow } from './writeYaml';

/**
 * Replaces the value of an entry, in its own style: only the characters of the
 * value, so that the key and the comments around the value stay.
 *
 * @param text - text of the definition
 * @param entry - the entry, parsed for an edit
 * @param data - the new value
 * @param step - by how many columns the document indents
 * @returns the change
 */
export function replaceValue(
  text: string,
  entry: Entry,
  data: Data,
  step: number,
): Splice {
  const { value } = entry;
  if (isNull(value)) {
    const at = afterColon(entry);
    return { start: at, end: at, text: ` ${writeFlow(data)}` };
  }
  const start = value.range![0];
  const end = contentEnd(value);
  const written =
    isBlock(value) && typeof data !== 'string'
      ? writeBlock(data, columnOf(text, start), step)
          .join(lineBreakOf(text))
          .trimStart()
      : writeFlow(data);
  // A block scalar's range includes its last line end.
  const lineEnd = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? '';
  return { start, end, text: `${written}${lineEnd}` };
}

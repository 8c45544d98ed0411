/** How a whole definition is laid out. */
export interface Layout {
  /** Columns of each level. */
  step: number;
  /** `\n` or `\r\n`. */
  lineBreak: string;
  /** Whether the last line has an end. */
  finalLineBreak: boolean;
}

/** A value, in a certain spelling. `{indent}` stands for its indentation. */
export type Value =
  | { scalar: string; comment: string }
  | { header: string; lines: string[]; blanks: number }
  | { entries: Entry[] }
  | { items: Value[]; indented: boolean };

/** An entry of a block map, with the lines above it. */
export interface Entry {
  above: string[];
  key: string;
  value: Value;
}

function lay(value: Value, column: number, layout: Layout): string {
  const indent = ' '.repeat(column);
  const inner = ' '.repeat(column + layout.step);
  if ('scalar' in value) {
    const text = value.scalar.replaceAll('{indent}', inner);
    return `${text && ' '}${text}${value.comment}\n`;
  }
  if ('header' in value) {
    // An explicit indentation indicator counts from the parent.
    const header = value.header.replace('2', `${layout.step}`);
    const lines = ['first', ...value.lines].map(line => line && inner + line);
    return ` ${header}\n${lines.join('\n')}\n${'\n'.repeat(value.blanks)}`;
  }
  if ('entries' in value) {
    return `\n${layEntries(value.entries, column + layout.step, layout)}`;
  }
  const at = value.indented ? inner : indent;
  return `\n${value.items
    .map(item => `${at}-${lay(item, at.length, layout)}`)
    .join('')}`;
}

/**
 * Writes the entries of a block map.
 *
 * @param entries - the entries
 * @param column - where they start, counted from 0
 * @param layout - how the definition is laid out
 * @returns lines, each with a `\n` at its end
 */
export function layEntries(
  entries: Entry[],
  column: number,
  layout: Layout,
): string {
  const indent = ' '.repeat(column);
  return entries
    .map(({ above, key, value }) => {
      const comments = above.map(
        line => `${line.replace('{indent}', indent)}\n`,
      );
      return `${comments.join('')}${indent}${key}:${lay(
        value,
        column,
        layout,
      )}`;
    })
    .join('');
}

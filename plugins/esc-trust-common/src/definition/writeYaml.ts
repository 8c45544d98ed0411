/** What is written into a definition: strings, lists and maps of them. */
export type Data = string | Data[] | { [key: string]: Data };

/**
 * Text that every YAML reader takes for a string when it is written without
 * quotes, also inside of a flow map.
 */
const PLAIN = /^[A-Za-z_][\w/+=.@:-]*$/;
const DURATION = /^(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;
const REFERENCE = /^\$\{[\w.-]+\}$/;

/** Pulumi reads YAML 1.1 words (go-yaml), which are booleans or null. */
const NOT_A_STRING = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/**
 * Writes a string, in quotes where it could be read as something else.
 *
 * @param text - the string
 * @param flow - whether it comes inside of a flow collection, where braces
 *   are syntax
 * @returns YAML on one line
 */
export function writeScalar(text: string, flow: boolean): string {
  const plain =
    (PLAIN.test(text) && !text.endsWith(':') && !NOT_A_STRING.test(text)) ||
    DURATION.test(text) ||
    (!flow && REFERENCE.test(text));
  return plain ? text : JSON.stringify(text);
}

/**
 * Writes a value in flow style.
 *
 * @param data - the value
 * @returns YAML on one line; a map without spaces inside of its braces
 */
export function writeFlow(data: Data): string {
  if (typeof data === 'string') {
    return writeScalar(data, true);
  }
  return Array.isArray(data)
    ? `[${data.map(writeFlow).join(', ')}]`
    : `{${writeFlowEntries(data)}}`;
}

/**
 * Writes the entries of a map in flow style, without the braces.
 *
 * @param entries - the map
 * @returns YAML on one line
 */
export function writeFlowEntries(entries: { [key: string]: Data }): string {
  return Object.entries(entries)
    .map(([key, value]) => `${writeScalar(key, true)}: ${writeFlow(value)}`)
    .join(', ');
}

/**
 * Writes a map or list in block style.
 *
 * @param data - the map or list
 * @param column - where its entries start, counted from 0
 * @param step - by how many columns each level is indented
 * @returns the lines, without line ends
 */
export function writeBlock(
  data: Data[] | { [key: string]: Data },
  column: number,
  step: number,
): string[] {
  const indentation = ' '.repeat(column);
  if (Array.isArray(data)) {
    return data.map(
      item =>
        `${indentation}- ${
          typeof item === 'string' ? writeScalar(item, false) : writeFlow(item)
        }`,
    );
  }
  return Object.entries(data).flatMap(([key, value]) => {
    const start = `${indentation}${writeScalar(key, false)}:`;
    return typeof value === 'string'
      ? [`${start} ${writeScalar(value, false)}`]
      : [start, ...writeBlock(value, column + step, step)];
  });
}

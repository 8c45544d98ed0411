/** What may come next in a JSON text. */
type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'next';

/** A token of JSON after blanks: punctuation, a string, or another scalar. */
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;

/**
 * Where a text stops to be JSON: engines word their errors differently, and not
 * all of them say where.
 *
 * @returns an offset in UTF-16 units; `undefined` when nothing was found
 */
export function offsetOfSyntaxError(text: string): number | undefined {
  const token = new RegExp(TOKEN);
  /** Closing brackets of what is open. */
  const open: string[] = [];
  let expected: Expected | undefined = 'value';
  while (expected) {
    const start = skipBlanks(text, token.lastIndex);
    const match = token.exec(text);
    const control = controlCharacter(match?.[2] ?? '');
    if (control >= 0) {
      return start + control;
    }
    expected = match
      ? after(expected, match[1], match[2] !== undefined, open)
      : undefined;
    if (!expected) {
      return start;
    }
    if (open.length === 0 && expected === 'next') {
      const end = skipBlanks(text, token.lastIndex);
      return end === text.length ? undefined : end;
    }
  }
  return undefined;
}

/** Where a string has a character that JSON wants escaped, or -1. */
function controlCharacter(text: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x20) {
      return at;
    }
  }
  return -1;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at])) {
    at++;
  }
  return at;
}

/** What may follow a token; `undefined` when it must not stand here. */
function after(
  expected: Expected,
  mark: string | undefined,
  isString: boolean,
  open: string[],
): Expected | undefined {
  if (expected === 'colon') {
    return mark === ':' ? 'value' : undefined;
  }
  const mayEnd = expected !== 'value' && expected !== 'key';
  if (mayEnd && mark !== undefined && mark === open[open.length - 1]) {
    open.pop();
    return 'next';
  }
  if (expected === 'next') {
    const inObject = open[open.length - 1] === '}';
    return mark === ',' ? following(inObject) : undefined;
  }
  if (expected === 'key' || expected === 'first-key') {
    return isString ? 'colon' : undefined;
  }
  if (mark === '{' || mark === '[') {
    open.push(mark === '{' ? '}' : ']');
    return mark === '{' ? 'first-key' : 'first-item';
  }
  return mark === undefined ? 'next' : undefined;
}

function following(inObject: boolean): Expected {
  return inObject ? 'key' : 'value';
}

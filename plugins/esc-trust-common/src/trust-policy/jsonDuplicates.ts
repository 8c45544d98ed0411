/**
 * The keys that occur twice in one object of a JSON text.
 *
 * @remarks
 * AWS refuses duplicate keys, `JSON.parse` silently keeps the last: a reader
 * that relies on it may see another policy than AWS does. The text must already
 * have passed `JSON.parse`.
 */
export function findDuplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const open: Array<Set<string> | undefined> = [];
  const strings = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  for (let token = strings.exec(json); token; token = strings.exec(json)) {
    const [text] = token;
    if (text === '{') {
      open.push(new Set());
    } else if (text === '[') {
      open.push(undefined);
    } else if (text === '}' || text === ']') {
      open.pop();
    } else if (isKey(json, strings.lastIndex)) {
      const key: string = JSON.parse(text);
      const keys = open.at(-1);
      if (keys?.has(key)) {
        duplicates.push(key);
      }
      keys?.add(key);
    }
  }
  return duplicates;
}

/** In valid JSON a string is a key exactly when a colon follows it. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (/\s/.test(json[at] ?? '')) {
    at++;
  }
  return json[at] === ':';
}

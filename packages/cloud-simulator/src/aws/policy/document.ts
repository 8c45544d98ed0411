/**
 * A policy as written; what is in it is looked at where it is used.
 *
 * @public
 */
export interface PolicyDocument {
  Version?: unknown;
  Id?: unknown;
  Statement?: unknown;
  [element: string]: unknown;
}

/** One statement as written. */
export type PolicyStatement = Record<string, unknown>;

/** The statements of a policy: one object or a list of them. */
export function statementsOf(policy: PolicyDocument): PolicyStatement[] {
  const statements = Array.isArray(policy.Statement)
    ? policy.Statement
    : [policy.Statement];
  return statements.filter(
    (one): one is PolicyStatement =>
      typeof one === 'object' && one !== null && !Array.isArray(one),
  );
}

/** A string or a list of strings, as a list; anything else is left out. */
export function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string',
  );
}

/** Reads JSON strictly, gives `undefined` for anything but an object. */
export function parsePolicy(text: string): PolicyDocument | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' &&
      parsed !== null &&
      !Array.isArray(parsed)
      ? (parsed as PolicyDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/g;

/**
 * The first key that occurs twice in one object of valid JSON. AWS refuses
 * such a document, while `JSON.parse` silently keeps the last one.
 */
export function duplicateKey(text: string): string | undefined {
  const open: Array<Set<string> | undefined> = [];
  let lastString: string | undefined;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{') {
      open.push(new Set());
    } else if (token === '[') {
      open.push(undefined);
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':' && lastString !== undefined) {
      const key: string = JSON.parse(lastString);
      const keys = open.at(-1);
      if (keys?.has(key)) {
        return key;
      }
      keys?.add(key);
    }
    lastString = token.startsWith('"') ? token : undefined;
  }
  return undefined;
}

/** The length that counts for AWS: without whitespace outside of strings. */
export function significantLength(text: string): number {
  let length = 0;
  for (const [part] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[^\s"]+/g)) {
    length += part.length;
  }
  return length;
}

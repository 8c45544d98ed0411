import { isObject } from './parseStatement';

/** A key that occurs again in one object of a JSON text. */
export interface DuplicateKey {
  key: string;
  /** Place of its second occurrence, in UTF-16 units from the text's start. */
  offset: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** `{`, `}`, `[` and `]`. */
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * Whether parsing a JSON text kept all its keys: the quick proof that none
 * occurs twice in one object.
 *
 * @remarks
 * Counts every quote before a colon as a key's end, which is never too few. A
 * text that begins with a colon makes it too many, and nothing is proven. Nor is
 * it with a backslash: V8 13.6 takes the key `"\""` for `"\\"` when it has just
 * read that one, so that of two equal keys none seems lost.
 *
 * @param json - a text that has passed `JSON.parse`
 * @param value - what it gave, where the last of two equal keys is left
 */
export function keepsEveryKey(json: string, value: unknown): boolean {
  if (json.includes('\\')) {
    return false;
  }
  let written = 0;
  for (let at = json.indexOf(':'); at >= 0; at = json.indexOf(':', at + 1)) {
    let before = at - 1;
    while (isBlank(json, before)) {
      before -= 1;
    }
    written += json.charCodeAt(before) === QUOTE ? 1 : 0;
  }
  return written === countKeys(value);
}

function countKeys(value: unknown): number {
  let keys = 0;
  // A list of its own, for a document may be too deep for recursion.
  const open = [value];
  for (const one of open) {
    if (Array.isArray(one)) {
      for (const item of one) {
        open.push(item);
      }
    } else if (isObject(one)) {
      for (const key of Object.keys(one)) {
        keys += 1;
        open.push(one[key]);
      }
    }
  }
  return keys;
}

/**
 * The keys that occur twice in one object of a JSON text.
 *
 * @remarks
 * AWS refuses duplicate keys, `JSON.parse` silently keeps the last: a reader
 * that relies on it may see another policy than AWS does. The text must already
 * have passed `JSON.parse`. Takes time in proportion to the text's length.
 */
export function findDuplicateKeys(json: string): DuplicateKey[] {
  const duplicates: DuplicateKey[] = [];
  /** The keys of every open object; `undefined` for an open list. */
  const open: Array<Set<string> | undefined> = [];
  for (let at = 0; at < json.length; at++) {
    switch (json.charCodeAt(at)) {
      case OPEN_OBJECT:
        open.push(new Set());
        break;
      case OPEN_LIST:
        open.push(undefined);
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop();
        break;
      case QUOTE: {
        const end = endOfString(json, at);
        if (isKey(json, end)) {
          const text = json.slice(at + 1, end - 1);
          const key: string = text.includes('\\')
            ? JSON.parse(`"${text}"`)
            : text;
          const keys = open[open.length - 1];
          if (keys?.has(key)) {
            duplicates.push({ key, offset: at });
          }
          keys?.add(key);
        }
        at = end - 1;
        break;
      }
      default:
    }
  }
  return duplicates;
}

/** The place after a string's closing quote. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) {
    end = json.indexOf('"', end + 1);
  }
  return end + 1;
}

/** Whether an odd number of backslashes precedes a place. */
function isEscaped(json: string, place: number): boolean {
  let at = place - 1;
  while (json.charCodeAt(at) === BACKSLASH) {
    at--;
  }
  return (place - at) % 2 === 0;
}

/** In valid JSON a string is a key exactly when a colon follows it. */
function isKey(json: string, end: number): boolean {
  let at = end;
  while (isBlank(json, at)) {
    at++;
  }
  return json.charCodeAt(at) === COLON;
}

/** JSON's blanks are all at or below the space. */
function isBlank(json: string, at: number): boolean {
  return json.charCodeAt(at) <= 0x20;
}

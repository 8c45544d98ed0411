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
/** Beyond this many keys a set finds an equal one faster than a list. */
const MANY_KEYS = 8;

/** The keys of one object: a list while they are few. */
class KeyList {
  private readonly list: string[] = [];
  private set?: Set<string>;

  hasOrAdd(key: string): boolean {
    if (this.set) {
      return this.set.size === this.set.add(key).size;
    }
    if (this.list.includes(key)) {
      return true;
    }
    this.list.push(key);
    if (this.list.length > MANY_KEYS) {
      this.set = new Set(this.list);
    }
    return false;
  }
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
  const open: Array<KeyList | undefined> = [];
  for (let at = 0; at < json.length; at++) {
    switch (json.charCodeAt(at)) {
      case OPEN_OBJECT:
        open.push(new KeyList());
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
          if (open[open.length - 1]?.hasOrAdd(key)) {
            duplicates.push({ key, offset: at });
          }
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
  // JSON's blanks are all at or below the space.
  while (json.charCodeAt(at) <= 0x20) {
    at++;
  }
  return json.charCodeAt(at) === COLON;
}

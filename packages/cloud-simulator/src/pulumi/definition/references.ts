import type { Accessor } from './expressions';

/** The text of a reference that can't be read. */
export class BadReference extends Error {}

/**
 * Takes text apart into plain parts and references. `$$` stands for `$`.
 */
export function readText(text: string): Array<string | Accessor[]> {
  const parts: Array<string | Accessor[]> = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) {
      break;
    }
    plain += text.slice(at, dollar);
    at = dollar + 1;
    if (text[at] === '$') {
      plain += '$';
      at += 1;
    } else if (text[at] === '{') {
      const end = text.indexOf('}', at);
      if (end < 0) {
        throw new BadReference('unterminated interpolation');
      }
      if (plain !== '') {
        parts.push(plain);
        plain = '';
      }
      parts.push(readAccess(text.slice(at + 1, end)));
      at = end + 1;
    } else {
      plain += '$';
    }
  }
  plain += text.slice(at);
  if (plain !== '' || parts.length === 0) {
    parts.push(plain);
  }
  return parts;
}

const step = /(?:^|\.)([^.[\]"\s]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** `a.b[0]["c"]` */
function readAccess(text: string): Accessor[] {
  const accessors: Accessor[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) {
      throw new BadReference(`invalid reference \${${text}}`);
    }
    if (match[2] !== undefined) {
      accessors.push(Number(match[2]));
    } else {
      accessors.push(match[1] ?? match[3].replace(/\\(.)/g, '$1'));
    }
  }
  if (accessors.length === 0) {
    throw new BadReference('missing property access');
  }
  return accessors;
}

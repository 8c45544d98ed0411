import { badRequest } from './errors';

/** Cuts one page out of entries in key order. The token is opaque. */
export function pageOf<T>(
  query: URLSearchParams,
  parameters: { size: string; token: string },
  entriesAfter: (key?: string) => Iterable<[string, T]>,
): { items: T[]; nextToken?: string } {
  const size = sizeOf(query.get(parameters.size), parameters.size);
  const items: T[] = [];
  let last = '';
  const after = readToken(query.get(parameters.token) ?? '');
  for (const [key, item] of entriesAfter(after)) {
    if (items.length === size) {
      return { items, nextToken: Buffer.from(last).toString('base64url') };
    }
    items.push(item);
    last = key;
  }
  return { items };
}

/** The default and the largest page are unverified [U]. */
function sizeOf(text: string | null, name: string): number {
  const size = text === null || text === '' ? 100 : Number(text);
  if (!Number.isInteger(size) || size < 1 || size > 500) {
    throw badRequest(`${name} must be a number from 1 to 500`);
  }
  return size;
}

function readToken(token: string): string | undefined {
  if (token === '') {
    return undefined;
  }
  const key = Buffer.from(token, 'base64url').toString();
  if (!/^[\x21-\x7e]+$/.test(key) || !key.includes('/')) {
    throw badRequest('invalid continuation token');
  }
  return key;
}

import { randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** AWS's unique ids: a prefix that tells the kind, then letters and digits. */
export function uniqueId(
  prefix: 'AROA' | 'AIDA' | 'AKIA' | 'ASIA' | 'ANPA',
): string {
  let id: string = prefix;
  for (const byte of randomBytes(16)) {
    id += letters[byte % 32];
  }
  return id;
}

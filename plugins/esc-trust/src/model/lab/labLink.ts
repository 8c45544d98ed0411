import { EMPTY_LAB, LabInput } from './labInput';

const NAME = 'lab';

/** Twice the largest trust policy, written as base64, and room for the rest. */
const LONGEST = 64_000;

/**
 * The input as the fragment of a link.
 *
 * @remarks
 * Nothing in it is secret: trust policies and the names of environments grant
 * nothing. Still it is a fragment and no query, so that no server and no log sees
 * who looks at which policy.
 *
 * @param input - the fields
 * @returns such as `#lab=eyJ0…`
 */
export function labHash(input: LabInput): string {
  const said = Object.entries(input).filter(
    ([field, value]) =>
      JSON.stringify(value) !==
      JSON.stringify(EMPTY_LAB[field as keyof LabInput]),
  );
  return `#${NAME}=${toBase64Url(JSON.stringify(Object.fromEntries(said)))}`;
}

/**
 * Reads it back.
 *
 * @param hash - the fragment of the address
 * @returns undefined when there is no input in it; `unreadable` when there is
 *   one that nobody can read, such as half a link
 */
export function readLabHash(hash: string): LabInput | 'unreadable' | undefined {
  if (!hash.startsWith(`#${NAME}=`)) {
    return undefined;
  }
  const text = hash.slice(NAME.length + 2);
  return (
    (text.length <= LONGEST && toLabInput(fromBase64Url(text))) || 'unreadable'
  );
}

/**
 * Takes what is a field and leaves the rest: links may be of another version, or
 * of anybody.
 *
 * @param json - what a link or a browser has kept
 */
export function toLabInput(json: string | undefined): LabInput | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const fields = Object.entries(EMPTY_LAB).map(([field, usual]) => {
    const given = (value as Record<string, unknown>)[field];
    return [
      field,
      isLike(usual, given) && isChoice(field, given) ? given : usual,
    ];
  });
  return Object.fromEntries(fields) as LabInput;
}

function isLike(usual: unknown, given: unknown): boolean {
  return Array.isArray(usual)
    ? Array.isArray(given) && given.every(item => typeof item === 'string')
    : typeof given === typeof usual;
}

const CHOICES: Record<string, string[]> = {
  openings: ['direct', 'import', 'stack'],
  identityProvider: ['known', 'missing', 'unknown'],
};

function isChoice(field: string, given: unknown): boolean {
  const choices = CHOICES[field];
  return !choices || [given].flat().every(one => choices.includes(String(one)));
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary)
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): string | undefined {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, char => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

import { checkNumber, checkText } from '../constraints';
import { validationError } from '../errors';
import type { Form } from './form';
import type { XmlValue } from './xml';

/** One page of a list: its items and how to ask for the next one. */
export interface Page<T> {
  items: T[];
  more: { IsTruncated: boolean; Marker?: XmlValue };
}

/**
 * Cuts one page out of entries in key order. The marker is opaque: it holds
 * the last key of the page, so pages stay right while entries come and go.
 */
export function pageOf<T>(
  form: Form,
  entriesAfter: (key?: string) => Iterable<[string, T]>,
): Page<T> {
  const size = checkNumber(form.number('MaxItems') ?? 100, 'maxItems', {
    min: 1,
    max: 1000,
  });
  const items: T[] = [];
  let last: string | undefined;
  for (const [key, item] of entriesAfter(readMarker(form.text('Marker')))) {
    if (items.length === size) {
      return { items, more: { IsTruncated: true, Marker: writeMarker(last!) } };
    }
    items.push(item);
    last = key;
  }
  return { items, more: { IsTruncated: false } };
}

/** The same for a short list that is sorted when asked for. */
export function pageOfMap<T>(
  form: Form,
  entries: Iterable<[string, T]>,
): Page<[string, T]> {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return pageOf(form, after =>
    sorted
      .filter(([key]) => after === undefined || key > after)
      .map(entry => [entry[0], entry]),
  );
}

function writeMarker(key: string): string {
  return Buffer.from(JSON.stringify({ after: key })).toString('base64url');
}

function readMarker(marker: string | undefined): string | undefined {
  if (marker === undefined) {
    return undefined;
  }
  checkText(marker, 'marker', { min: 1 });
  try {
    const { after } = JSON.parse(Buffer.from(marker, 'base64url').toString());
    if (typeof after === 'string') {
      return after;
    }
  } catch {
    // Told below.
  }
  throw validationError('Invalid Marker.');
}

import { checkCount, checkText, required } from '../constraints';
import { invalidInput, limitExceeded } from '../errors';

/** A tag as a request names it. */
export interface TagInput {
  Key?: string;
  Value?: string;
}

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const maxTags = 50;

/** Checks the tags of one request, gives them by key. */
export function checkTags(tags: TagInput[]): Map<string, string> {
  checkCount(
    tags.map(tag => tag.Key),
    'tags',
    maxTags,
  );
  const checked = new Map<string, string>();
  const seen = new Set<string>();
  tags.forEach((tag, index) => {
    const at = `tags.${index + 1}.member`;
    const key = checkText(required(tag.Key, `${at}.key`), `${at}.key`, {
      min: 1,
      max: 128,
      pattern: allowed,
    });
    const value = checkText(tag.Value ?? '', `${at}.value`, {
      max: 256,
      pattern: allowed,
    });
    if (key.toLowerCase().startsWith('aws:')) {
      throw invalidInput(
        'Tag keys that begin with aws: are reserved for system use.',
      );
    }
    // Keys are unique case-insensitively.
    if (seen.has(key.toLowerCase())) {
      throw invalidInput(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    seen.add(key.toLowerCase());
    checked.set(key, value);
  });
  return checked;
}

/** Adds or overwrites; nothing changes when the result has too many. */
export function addTags(
  existing: Map<string, string>,
  added: Map<string, string>,
  quota: string,
): void {
  const result = new Map(existing);
  for (const [key, value] of added) {
    for (const old of result.keys()) {
      if (old.toLowerCase() === key.toLowerCase()) {
        result.delete(old);
      }
    }
    result.set(key, value);
  }
  if (result.size > maxTags) {
    throw limitExceeded(quota, maxTags);
  }
  existing.clear();
  result.forEach((value, key) => existing.set(key, value));
}

/** Keys that are absent are no error. */
export function removeTags(
  existing: Map<string, string>,
  keys: string[],
): void {
  checkCount(keys, 'tagKeys', maxTags);
  const unwanted = new Set(keys.map(key => key.toLowerCase()));
  for (const key of existing.keys()) {
    if (unwanted.has(key.toLowerCase())) {
      existing.delete(key);
    }
  }
}

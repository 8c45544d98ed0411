import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * What AWS takes as a tag: keys of 1 to 128 characters and values of at most
 * 256 of these classes (IAM API model).
 */
export const TAG_KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
/** See {@link TAG_KEY}. */
export const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Whether a tag's key is AWS's or the portal's own. */
export function isReservedTag(key: string): boolean {
  return /^(?:aws|esc-trust):/i.test(key);
}

/** Tag keys are compared without regard to case, as AWS does. */
export function sameTag(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');
}

/** @throws InputError that names the key when a value is malformed */
export function readRequiredTags(
  config: Config | undefined,
  root: string,
): string[] {
  const keys = config?.getOptionalStringArray('requiredTags') ?? [];
  keys.forEach((tag, i) => {
    const key = `${root}.requiredTags[${i}]`;
    checkTagKey(tag, key);
    if (keys.findIndex(other => sameTag(other, tag)) < i) {
      throw new InputError(`${key}: ${tag} is listed twice`);
    }
  });
  return keys;
}

/** @throws InputError that names the key when a value is malformed */
export function readFixedTags(
  config: Config | undefined,
  root: string,
): Record<string, string> {
  // Keys of tags may hold periods, which would be paths in a configuration.
  const tags = config?.getOptional('fixedTags') ?? {};
  const key = `${root}.fixedTags`;
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) {
    throw new InputError(`${key} must be a map of tags`);
  }
  const keys = Object.keys(tags);
  for (const [tag, value] of Object.entries(tags)) {
    checkTagKey(tag, key);
    if (keys.filter(other => sameTag(other, tag)).length > 1) {
      throw new InputError(`${key} sets ${tag} twice`);
    }
    if (typeof value !== 'string' || !TAG_VALUE.test(value)) {
      throw new InputError(
        `${key}: the value of ${tag} must be a text of at most 256 letters, digits, blanks and _.:/=+-@`,
      );
    }
  }
  return { ...(tags as Record<string, string>) };
}

function checkTagKey(tag: string, key: string): void {
  if (!TAG_KEY.test(tag)) {
    throw new InputError(
      `${key}: "${tag}" is not the key of a tag: use at most 128 letters, digits, blanks and _.:/=+-@`,
    );
  }
  if (isReservedTag(tag)) {
    throw new InputError(
      `${key}: ${tag} has a reserved prefix: aws: and esc-trust: can't be used`,
    );
  }
}

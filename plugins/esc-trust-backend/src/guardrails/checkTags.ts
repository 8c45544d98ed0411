import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { isReservedTag, sameTag, TAG_KEY, TAG_VALUE } from '../config/readTags';
import { check } from './check';
import { tagsOfRole } from './subject';

/** AWS's quota of tags per role. */
const MOST_TAGS = 50;

/**
 * @param requested - what the request names
 * @param fixed - what the configuration adds
 * @throws InputError for tags that AWS would refuse or that are the portal's own
 */
export function checkTags(
  requested: Record<string, string>,
  fixed: Record<string, string>,
): void {
  const keys = Object.keys(requested);
  for (const [key, value] of Object.entries(requested)) {
    check(
      TAG_KEY.test(key),
      `The tag "${key}" is not valid: use at most 128 letters, digits, blanks and _.:/=+-@`,
    );
    check(
      !isReservedTag(key),
      `The tag "${key}" is not valid: the prefixes aws: and esc-trust: are reserved`,
    );
    check(
      TAG_VALUE.test(value),
      `The value of the tag "${key}" is not valid: use at most 256 letters, digits, blanks and _.:/=+-@`,
    );
    const twin = keys.find(other => other !== key && sameTag(other, key));
    check(
      twin === undefined,
      `The tags "${key}" and "${twin}" are the same to AWS: keep one`,
    );
  }
  const own = Object.fromEntries(
    Object.values(ESC_TRUST_TAGS).map(key => [key, '']),
  );
  const count = Object.keys(tagsOfRole(requested, fixed, own)).length;
  check(
    count <= MOST_TAGS,
    `The role would have ${count} tags with the portal's own, AWS takes ${MOST_TAGS}: leave out ${
      count - MOST_TAGS
    }`,
  );
}

import { InputError } from '@backstage/errors';
import { check } from './check';
import { readPermissions } from './permissionsPolicy';

/** AWS's quota of a role's inline policies, without whitespace. */
const LONGEST_INLINE_POLICY = 10_240;

/**
 * Reads the inline policy of a request.
 *
 * @param policy - an object, or its JSON text
 * @returns the document as an object: what is checked is what is written
 * @throws InputError when AWS would refuse it
 */
export function readInlinePolicy(
  policy: string | Record<string, unknown>,
): Record<string, unknown> {
  let document: unknown = policy;
  if (typeof policy === 'string') {
    try {
      document = JSON.parse(policy);
    } catch {
      throw new InputError('The inline policy is not valid JSON: correct it');
    }
  }
  const read = readPermissions(document);
  check(
    !('problem' in read),
    `The inline policy is not valid: ${'problem' in read ? read.problem : ''}`,
  );
  const json = JSON.stringify(document);
  check(
    /^[\x20-\xff]*$/.test(json),
    'The inline policy is not valid: AWS takes Latin-1 characters only',
  );
  const size = json.replace(/\s/g, '').length;
  check(
    size <= LONGEST_INLINE_POLICY,
    `The inline policy has ${size} characters without whitespace, AWS takes ${LONGEST_INLINE_POLICY}: shorten it or use managed policies`,
  );
  return document as Record<string, unknown>;
}

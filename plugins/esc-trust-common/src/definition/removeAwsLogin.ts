import { InputError } from '@backstage/errors';
import { removeVariables } from './environmentVariables';
import { removeWithEmptyParents } from './removeEntry';
import {
  loginAt,
  readSoundDefinition,
  stepsBelowValues,
} from './soundDefinition';
import { applySplices } from './textLines';
import { parsePlainPath } from './valuePath';
import { onlyChanged } from './verifyEdit';

/**
 * Takes the login at a path out of a definition, with the variables that export
 * exactly this login's credentials.
 *
 * @remarks
 * The opposite of {@link setAwsLogin}, and made like it: characters are cut out
 * of the text, nothing is written again. Parents go only when they hold nothing
 * else, not a comment; one that holds a comment stays as `{}`.
 *
 * @param yaml - text of the definition
 * @param path - value path below `values`
 * @returns the new text, compared with the text before; the very same text when
 *   there is no such login
 * @throws InputError when the definition has an error, or when the login can't
 *   be taken out without touching something else
 * @public
 */
export function removeAwsLogin(yaml: string, path: string): string {
  if (!loginAt(yaml, path)) {
    return yaml;
  }
  const byHand = new InputError(
    `The login ${path} can't be taken out of the environment's definition without changing something else: take the login out by hand`,
  );
  const keys = parsePlainPath(path);
  if (!keys) {
    throw byHand;
  }
  const { text, changed } = removeVariables(yaml, path);
  const steps = stepsBelowValues(readSoundDefinition(text), keys);
  if (!steps) {
    throw byHand;
  }
  const result = applySplices(text, removeWithEmptyParents(text, steps));
  if (!isRight(yaml, result, [keys, ...changed], path)) {
    throw byHand;
  }
  return result;
}

/** Whether the login is gone, and all else is as it was. */
function isRight(
  before: string,
  after: string,
  changed: string[][],
  path: string,
): boolean {
  try {
    return !loginAt(after, path) && onlyChanged(before, after, changed);
  } catch {
    return false;
  }
}

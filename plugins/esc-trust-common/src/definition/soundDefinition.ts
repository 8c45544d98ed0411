import { InputError } from '@backstage/errors';
import { Document, isScalar, Scalar } from 'yaml';
import { parseForEdit, topLevelEntries } from './definitionDocuments';
import { findAwsLogins } from './findAwsLogins';
import { asMap, Entry, isNull, MapNode, Step, stepsTo } from './locate';
import { AwsLogin } from './types';

/** A definition that can be changed, parsed for an edit. */
export interface SoundDefinition {
  /** Its text. */
  text: string;
  /** The document that Pulumi reads; undefined when there is none. */
  document?: Document.Parsed;
  /** Its root; undefined when the document holds nothing. */
  root?: MapNode;
  /** The entry `values`, in whatever case it is written. */
  values?: Entry;
}

/**
 * Reads a definition that is to be changed.
 *
 * @param text - text of the definition; may be empty
 * @returns its parts
 * @throws InputError when Pulumi would refuse the definition, or when there is
 *   no one map to change
 */
export function readSoundDefinition(text: string): SoundDefinition {
  const [document] = parseForEdit(text);
  const error = document?.errors[0];
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw new InputError(
      `The environment's definition has an error in line ${line}: correct it first`,
    );
  }
  const root = asMap(document?.contents);
  if (document && !root && !isNull(document.contents)) {
    throw new InputError(
      `The environment's definition isn't a map: change it to one with the key values`,
    );
  }
  const [values, second] = topLevelEntries(document, 'values');
  if (second) {
    throw new InputError(
      `The environment's definition has the key values more than once: keep one of them`,
    );
  }
  if (values && !asMap(values.value) && !isNullOrWrittenNull(values)) {
    throw new InputError(
      `The key values of the environment's definition isn't a map: change it to one`,
    );
  }
  return { text, document, root, values };
}

/**
 * The login at a path.
 *
 * @param text - text of the definition
 * @param path - value path below `values`
 * @returns undefined when there is none
 * @throws InputError when Pulumi would refuse the definition
 */
export function loginAt(text: string, path: string): AwsLogin | undefined {
  const { logins, problems } = findAwsLogins(text);
  if (problems.length > 0) {
    const { message, position } = problems[0];
    throw new InputError(
      `The environment's definition has an error${
        position ? ` in line ${position.line}` : ''
      }: ${message}`,
    );
  }
  return logins.find(login => login.path === path);
}

/**
 * The way from the root to an entry below `values`.
 *
 * @param definition - a definition
 * @param keys - the keys below `values`
 * @returns undefined when there is no such entry
 */
export function stepsBelowValues(
  { root, values }: SoundDefinition,
  keys: string[],
): Step[] | undefined {
  const below = stepsTo(values?.value, keys);
  return root && values && below && [{ map: root, entry: values }, ...below];
}

/** `~` and `null` are null to Pulumi, though strings to the failsafe schema. */
function isNullOrWrittenNull({ value }: Entry): boolean {
  return (
    isNull(value) ||
    (isScalar(value) &&
      value.type === Scalar.PLAIN &&
      /^(?:~|null|Null|NULL)$/.test(String(value.value)))
  );
}

import { InputError } from '@backstage/errors';
import { addToMap, NewEntries, putMapForNull, putRootMap } from './addEntries';
import { isCall } from './definitionDocuments';
import { indentationOf } from './extent';
import { asMap, entryOf, MapNode } from './locate';
import { loginData } from './loginSettings';
import { readSoundDefinition } from './soundDefinition';
import { applySplices } from './textLines';
import { AwsLoginSettings } from './types';
import { Data } from './writeYaml';

/**
 * Adds a login, with the maps that are missing on the way to it, even `values`.
 *
 * @param text - text of the definition; may be empty
 * @param keys - path of the login below `values`, as keys
 * @param login - the settings
 * @returns the new text
 * @throws InputError when the path is taken by something else
 */
export function addLogin(
  text: string,
  keys: string[],
  login: AwsLoginSettings,
): string {
  const { document, root, values } = readSoundDefinition(text);
  const step = indentationOf(text, document, values);
  const valuesMap = asMap(values?.value);
  if (valuesMap) {
    const { map, missing } = placeFor(valuesMap, keys);
    const entries = nest(missing, loginData(login));
    return applySplices(text, [addToMap(text, map, entries, step)]);
  }
  const entries = nest(keys, loginData(login));
  if (values && root) {
    const splices = putMapForNull(text, values, root, entries, step);
    return applySplices(text, splices);
  }
  const section = { values: entries };
  return applySplices(text, [
    root
      ? addToMap(text, root, section, step)
      : putRootMap(text, document, section, step),
  ]);
}

/** The innermost map on the way that is there, and the keys that are missing. */
function placeFor(
  values: MapNode,
  keys: string[],
): { map: MapNode; missing: string[] } {
  let map = values;
  for (let depth = 0; depth < keys.length; depth++) {
    const entry = entryOf(map, keys[depth]);
    if (!entry) {
      return { map, missing: keys.slice(depth) };
    }
    const inner = asMap(entry.value);
    if (!inner || isCall(inner) || depth === keys.length - 1) {
      const taken = keys.slice(0, depth + 1).join('.');
      throw new InputError(
        `The environment's definition already holds something else at ${taken}: choose another path than ${keys.join(
          '.',
        )}`,
      );
    }
    map = inner;
  }
  return { map, missing: [] };
}

function nest(keys: string[], data: Data): NewEntries {
  return keys.reduceRight<Data>(
    (inner, key) => ({ [key]: inner }),
    data,
  ) as NewEntries;
}

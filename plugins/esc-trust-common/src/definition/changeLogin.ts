import { addToMap } from './addEntries';
import { indentationOf } from './extent';
import { asMap, Entry, entryOf, MapNode } from './locate';
import { changesOf, InputChange, loginData } from './loginSettings';
import { removeEntry } from './removeEntry';
import { replaceValue } from './replaceValue';
import {
  readSoundDefinition,
  SoundDefinition,
  stepsBelowValues,
} from './soundDefinition';
import { applySplices, Splice } from './textLines';
import { AwsLogin, AwsLoginSettings } from './types';

/**
 * Makes the login at a path say what the settings say.
 *
 * @remarks
 * Of an OIDC login only the inputs that differ change. Another login (static
 * credentials, or inputs that are an expression) is replaced as a whole.
 *
 * @param text - text of the definition
 * @param keys - path of the login below `values`, as keys
 * @param existing - the login as it is
 * @param login - the settings
 * @returns the new text; the very same when it says so already
 */
export function changeLogin(
  text: string,
  keys: string[],
  existing: AwsLogin,
  login: AwsLoginSettings,
): string {
  if (existing.kind !== 'oidc') {
    const definition = readSoundDefinition(text);
    const entry = loginEntry(definition, keys);
    const step = stepOf(definition);
    return applySplices(text, [
      replaceValue(text, entry, loginData(login), step),
    ]);
  }
  // One input at a time: each change moves the places of the others.
  return changesOf(existing, login).reduce((current, change) => {
    const definition = readSoundDefinition(current);
    return applySplices(current, changeInput(definition, keys, change));
  }, text);
}

function changeInput(
  definition: SoundDefinition,
  keys: string[],
  { name, value }: InputChange,
): Splice[] {
  const { text } = definition;
  const inputs = oidcInputs(loginEntry(definition, keys));
  const entry = entryOf(inputs, name);
  if (value === undefined) {
    return entry ? removeEntry(text, { map: inputs, entry }) : [];
  }
  const step = stepOf(definition);
  return entry
    ? [replaceValue(text, entry, value, step)]
    : [addToMap(text, inputs, { [name]: value }, step)];
}

function loginEntry(definition: SoundDefinition, keys: string[]): Entry {
  return stepsBelowValues(definition, keys)!.at(-1)!.entry;
}

/** The map `oidc`, below the short or the long form of the call. */
function oidcInputs(login: Entry): MapNode {
  const call = asMap(login.value)!;
  const long = asMap(entryOf(call, 'fn::open')?.value);
  const inputs = long
    ? entryOf(long, 'inputs')
    : entryOf(call, 'fn::open::aws-login');
  return asMap(entryOf(asMap(inputs?.value)!, 'oidc')?.value)!;
}

function stepOf({ text, document, values }: SoundDefinition): number {
  return indentationOf(text, document, values);
}

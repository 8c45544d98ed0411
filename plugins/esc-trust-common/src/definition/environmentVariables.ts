import { InputError } from '@backstage/errors';
import { isScalar } from 'yaml';
import { addToMap, NewEntries } from './addEntries';
import { isCall } from './definitionDocuments';
import { indentationOf } from './extent';
import { asMap, entryOf } from './locate';
import { removeWithEmptyParents } from './removeEntry';
import { readSoundDefinition, stepsBelowValues } from './soundDefinition';
import { applySplices } from './textLines';

const SECTION = 'environmentVariables';

/** Each variable and the output of `aws-login` that it exports. */
const EXPORTS = {
  AWS_ACCESS_KEY_ID: 'accessKeyId',
  AWS_SECRET_ACCESS_KEY: 'secretAccessKey',
  AWS_SESSION_TOKEN: 'sessionToken',
};

/** A changed text, and which variables it has gained or lost. */
export interface VariablesEdit {
  /** The new text; the very same when no variable changed. */
  text: string;
  /** Paths below `values`, as keys. */
  changed: string[][];
}

/**
 * Exports a login's credentials as Pulumi's CLI does (`--export-env-vars`),
 * unless any of the three variables is there already.
 *
 * @param text - text of a definition with that login
 * @param path - path of the login below `values`
 * @returns the edit
 * @throws InputError when `environmentVariables` isn't a map
 */
export function addVariables(text: string, path: string): VariablesEdit {
  const { document, values } = readSoundDefinition(text);
  const valuesMap = asMap(values?.value);
  const section = valuesMap && entryOf(valuesMap, SECTION);
  const map = asMap(section?.value);
  if (section && (!map || isCall(map))) {
    throw new InputError(
      `${SECTION} in the environment's definition isn't a map of variables: change it to one, or don't export the credentials`,
    );
  }
  if (
    !valuesMap ||
    Object.keys(EXPORTS).some(key => map && entryOf(map, key))
  ) {
    return { text, changed: [] };
  }
  const variables: NewEntries = Object.fromEntries(
    Object.entries(EXPORTS).map(([variable, output]) => [
      variable,
      reference(path, output),
    ]),
  );
  const step = indentationOf(text, document, values);
  const splice = map
    ? addToMap(text, map, variables, step)
    : addToMap(text, valuesMap, { [SECTION]: variables }, step);
  return {
    text: applySplices(text, [splice]),
    changed: Object.keys(EXPORTS).map(variable => [SECTION, variable]),
  };
}

/**
 * Removes the variables that export exactly this login's credentials.
 *
 * @param text - text of a definition
 * @param path - path of the login below `values`
 * @returns the edit
 */
export function removeVariables(text: string, path: string): VariablesEdit {
  return Object.entries(EXPORTS).reduce<VariablesEdit>(
    (edit, [variable, output]) => {
      const keys = [SECTION, variable];
      const steps = stepsBelowValues(readSoundDefinition(edit.text), keys);
      const value = steps?.at(-1)?.entry.value;
      return steps && isScalar(value) && value.value === reference(path, output)
        ? {
            text: applySplices(
              edit.text,
              removeWithEmptyParents(edit.text, steps),
            ),
            changed: [...edit.changed, keys],
          }
        : edit;
    },
    { text, changed: [] },
  );
}

function reference(path: string, output: string): string {
  return `\${${path}.${output}}`;
}

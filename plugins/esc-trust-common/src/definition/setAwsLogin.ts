import { Document, isMap, parseDocument, YAMLMap } from 'yaml';
import { InputError } from '@backstage/errors';
import { findAwsLogins, topLevelValue } from './findAwsLogins';
import { AwsLogin, AwsLoginSettings, LoginInput } from './types';
import { parsePlainPath } from './valuePath';

/** Where Pulumi's own tooling puts the login. */
export const DEFAULT_LOGIN_PATH = 'aws.login';

const EXPORTED_VARIABLES = {
  AWS_ACCESS_KEY_ID: 'accessKeyId',
  AWS_SECRET_ACCESS_KEY: 'secretAccessKey',
  AWS_SESSION_TOKEN: 'sessionToken',
};

/**
 * Adds an OIDC login to a definition, or replaces the one at its path.
 *
 * @remarks
 * Works on the document's nodes, as Pulumi's CLI does: comments, order and
 * ciphertexts stay. When the definition already says so, the very same text is
 * returned. Key order is that of the official writer.
 *
 * @param yaml - text of the definition; may be empty
 * @param login - the login to write
 * @returns the new text
 * @throws InputError when the definition can't be parsed or the path is taken
 *   by something that isn't a login
 * @public
 */
export function setAwsLogin(yaml: string, login: AwsLoginSettings): string {
  const path = login.path ?? DEFAULT_LOGIN_PATH;
  const keys = parsePlainPath(path);
  if (!keys) {
    throw new InputError(
      `"${path}" can't hold a login: use plain keys such as aws.login`,
    );
  }
  const { logins, problems } = findAwsLogins(yaml);
  if (problems.length > 0) {
    const { message, position } = problems[0];
    throw new InputError(
      `The environment's definition has an error${
        position ? ` in line ${position.line}` : ''
      }: ${message}`,
    );
  }
  const document = parseDocument(yaml);
  const values = valuesOf(document);
  const existing = logins.find(found => found.path === path);
  const loginChanged = !existing || !saysTheSame(existing, login);
  if (loginChanged) {
    if (!existing) {
      refuseTaken(document, values, keys, path);
    }
    document.setIn([values, ...keys], document.createNode(loginBlock(login)));
  }
  const exportsChanged =
    login.exportEnvironmentVariables === true &&
    exportVariables(document, values, path);
  return loginChanged || exportsChanged
    ? document.toString({ lineWidth: 0 })
    : yaml;
}

/**
 * Takes the login at a path out of a definition, with the variables that export
 * exactly this login's credentials.
 *
 * @param yaml - text of the definition
 * @param path - value path below `values`
 * @returns the new text, or the very same text when there is no such login
 * @throws InputError when the definition can't be parsed
 * @public
 */
export function removeAwsLogin(yaml: string, path: string): string {
  const keys = parsePlainPath(path);
  const { logins } = findAwsLogins(yaml);
  if (!keys || !logins.some(found => found.path === path)) {
    return yaml;
  }
  const document = parseDocument(yaml);
  const values = valuesOf(document);
  for (const [variable, output] of Object.entries(EXPORTED_VARIABLES)) {
    const at = [values, 'environmentVariables', variable];
    if (document.getIn(at) === `\${${path}.${output}}`) {
      deleteWithEmptyParents(document, at);
    }
  }
  deleteWithEmptyParents(document, [values, ...keys]);
  return document.toString({ lineWidth: 0 });
}

/** The definition's own spelling of `values`, added when absent. */
function valuesOf(document: Document): string {
  if (!isMap(document.contents)) {
    document.contents = document.createNode({}) as typeof document.contents;
  }
  const node = topLevelValue(document, 'values');
  const key = (document.contents as unknown as YAMLMap).items
    .map(item => String(item.key))
    .find(name => name.toLowerCase() === 'values');
  if (key && isMap(node)) {
    return key;
  }
  document.set(key ?? 'values', document.createNode({}));
  return key ?? 'values';
}

function refuseTaken(
  document: Document,
  values: string,
  keys: string[],
  path: string,
): void {
  for (let depth = 1; depth <= keys.length; depth++) {
    const node = document.getIn([values, ...keys.slice(0, depth)], true);
    const isCall =
      isMap(node) && node.items.some(i => String(i.key).startsWith('fn::'));
    const isLeaf = depth === keys.length;
    const taken = isLeaf
      ? node !== undefined
      : node !== undefined && (!isMap(node) || isCall);
    if (taken) {
      throw new InputError(
        `The environment's definition already holds something else at ` +
          `${keys.slice(0, depth).join('.')}: choose another path than ${path}`,
      );
    }
  }
}

function loginBlock(login: AwsLoginSettings): object {
  const { roleArn, sessionName, duration, policyArns, subjectAttributes } =
    login;
  return {
    'fn::open::aws-login': {
      oidc: {
        roleArn,
        sessionName,
        ...(duration ? { duration } : {}),
        ...(policyArns?.length ? { policyArns } : {}),
        // An empty list is never written: its meaning is documented nowhere.
        ...(subjectAttributes?.length ? { subjectAttributes } : {}),
      },
    },
  };
}

function saysTheSame(found: AwsLogin, wanted: AwsLoginSettings): boolean {
  const same = <T>(input: LoginInput<T> | undefined, value: T | undefined) =>
    JSON.stringify(input && 'literal' in input ? input.literal : undefined) ===
      JSON.stringify(value) && !(input && 'expression' in input);
  const list = (value: string[] | undefined) =>
    value?.length ? value : undefined;
  return (
    found.kind === 'oidc' &&
    same(found.roleArn, wanted.roleArn) &&
    same(found.sessionName, wanted.sessionName) &&
    same(found.duration, wanted.duration) &&
    same(found.policyArns, list(wanted.policyArns)) &&
    same(found.subjectAttributes, list(wanted.subjectAttributes))
  );
}

/** Exports the credentials unless any of the variables is set already. */
function exportVariables(
  document: Document,
  values: string,
  path: string,
): boolean {
  const names = Object.keys(EXPORTED_VARIABLES);
  const at = [values, 'environmentVariables'];
  const current = document.getIn(at, true);
  if (
    (current !== undefined && !isMap(current)) ||
    names.some(name => document.hasIn([...at, name]))
  ) {
    return false;
  }
  for (const [variable, output] of Object.entries(EXPORTED_VARIABLES)) {
    document.setIn([...at, variable], `\${${path}.${output}}`);
  }
  return true;
}

function deleteWithEmptyParents(document: Document, path: string[]): void {
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 1; depth--) {
    const parent = document.getIn(path.slice(0, depth), true);
    if (!isMap(parent) || parent.items.length > 0) {
      return;
    }
    document.deleteIn(path.slice(0, depth));
  }
}

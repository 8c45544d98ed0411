import { InputError } from '@backstage/errors';
import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { createHash } from 'node:crypto';

const LONGEST_NAME = 64;
const HASH = '{hash8}';
const PLACEHOLDER = /\{(?:organization|project|name|hash8)\}/g;

/**
 * The name that a template gives to an environment's role.
 *
 * @remarks
 * AWS allows 64 characters. A longer name loses the end of what stands before
 * the hash, which keeps shortened names apart; without a hash nothing is cut.
 *
 * @throws InputError when the name is too long and has no hash
 */
export function renderRoleName(
  template: string,
  environment: EnvironmentRef,
): string {
  const hash = createHash('sha256')
    .update(stringifyEnvironmentRef(environment))
    .digest('hex')
    .slice(0, 8);
  const render = (text: string) =>
    text
      .replaceAll('{organization}', environment.organization)
      .replaceAll('{project}', environment.project)
      .replaceAll('{name}', environment.name)
      .replaceAll(HASH, hash);
  const at = template.indexOf(HASH);
  if (at < 0) {
    const name = render(template);
    if (name.length > LONGEST_NAME) {
      throw new InputError(
        `The role name ${name} is longer than 64 characters: choose role.name, or have {hash8} in escTrust.provisioning.roleNameTemplate`,
      );
    }
    return name;
  }
  const before = template.slice(0, at);
  // The separator before the hash stays where it is.
  const separator = /[^}]*$/.exec(before)![0];
  const readable = render(before.slice(0, at - separator.length));
  const end = `${separator}${hash}${render(template.slice(at + HASH.length))}`;
  return `${readable.slice(
    0,
    Math.max(0, LONGEST_NAME - end.length),
  )}${end}`.slice(0, LONGEST_NAME);
}

/** @throws InputError that names the key when no role could have such a name */
export function checkRoleNameTemplate(template: string, key: string): void {
  const literal = template.replace(PLACEHOLDER, '');
  if (!/^[\w+=,.@-]*$/.test(literal) || literal === template) {
    throw new InputError(
      `${key} must be made of letters, digits, +=,.@-_ and {organization}, {project}, {name}, {hash8}`,
    );
  }
  if (!/\{name\}|\{hash8\}/.test(template)) {
    throw new InputError(
      `${key} must hold {name} or {hash8}: all environments of a project would have the same role`,
    );
  }
  if (literal.length > 40) {
    throw new InputError(
      `${key} leaves too little of 64 characters for its placeholders: shorten it`,
    );
  }
}

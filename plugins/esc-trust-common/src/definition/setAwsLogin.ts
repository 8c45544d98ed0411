import { InputError } from '@backstage/errors';
import { addLogin } from './addLogin';
import { changeLogin } from './changeLogin';
import { addVariables } from './environmentVariables';
import { changesOf } from './loginSettings';
import { loginAt } from './soundDefinition';
import { AwsLoginSettings } from './types';
import { parsePlainPath } from './valuePath';
import { onlyChanged } from './verifyEdit';

/** Where Pulumi's own tooling puts the login. */
const DEFAULT_LOGIN_PATH = 'aws.login';

/**
 * Adds an OIDC login to a definition, or replaces the one at its path.
 *
 * @remarks
 * Only the characters that must change do: the text is parsed to find the
 * place, never to be written again, so comments, quotes, numbers, ciphertexts,
 * line ends and indentation stay as they are. A login that is there keeps its
 * inputs that already say the same, and its session policies (`policyArns`)
 * when the settings say nothing of them. When the definition says everything already, the
 * very same text is returned. The key order is that of the official writer
 * (pulumi/pulumi, `env_provider_aws_login.go`).
 *
 * @param yaml - text of the definition; may be empty
 * @param login - the login to write; an empty duration or list is as absent,
 *   but for `policyArns`
 * @returns the new text, whose login and remainder have been compared with what
 *   was asked and with the text before
 * @throws InputError when the path can't hold a login or is taken by something
 *   else, when the definition has an error or its `values` isn't a map, or when
 *   the change can't be made without touching something else
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
  const existing = loginAt(yaml, path);
  const withLogin = existing
    ? changeLogin(yaml, keys, existing, login)
    : addLogin(yaml, keys, login);
  verify(yaml, withLogin, [keys], login);
  if (!login.exportEnvironmentVariables) {
    return withLogin;
  }
  const { text, changed } = addVariables(withLogin, path);
  verify(yaml, text, [keys, ...changed], login);
  return text;
}

/** The text must have the login that was asked for, and all that it had. */
function verify(
  before: string,
  after: string,
  changed: string[][],
  login: AwsLoginSettings,
): void {
  const path = login.path ?? DEFAULT_LOGIN_PATH;
  if (
    after !== before &&
    !(saysLogin(after, path, login) && onlyChanged(before, after, changed))
  ) {
    throw new InputError(
      `The login ${path} can't be put into the environment's definition without changing something else: add the login by hand`,
    );
  }
}

function saysLogin(text: string, path: string, login: AwsLoginSettings) {
  try {
    const found = loginAt(text, path);
    return found?.kind === 'oidc' && changesOf(found, login).length === 0;
  } catch {
    return false;
  }
}

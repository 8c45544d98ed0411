import { ConflictError } from '@backstage/errors';
import {
  AwsLoginSettings,
  findAwsLogins,
  removeAwsLogin,
  setAwsLogin,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState } from '../../desiredState';
import { editDefinition } from '../editDefinition';
import { literalLogin } from '../literalLogin';
import { ProvisioningStep } from '../ProvisioningStep';

interface Memo {
  /** With its variables, when it exported its credentials. */
  before: AwsLoginSettings;
}

/** The environment has no login with the role any more. */
export const environmentRemovalStep: ProvisioningStep<Memo> = {
  name: 'environment',

  plan(desired, { environment }) {
    const target = stringifyEnvironmentRef(desired.environment);
    const before = environment && loginToRemove(environment.yaml, desired);
    return before
      ? {
          action: 'delete',
          target,
          summary: `Takes the login ${desired.login.path} out of ${target}`,
          before,
        }
      : {
          action: 'unchanged',
          target,
          summary: `${target} has no login ${desired.login.path} with the role ${desired.role.name}`,
        };
  },

  async apply(context) {
    const { desired, pulumi, memo, remember } = context;
    const present = await pulumi.getEnvironment(desired.environment);
    if (!present || !loginToRemove(present.yaml, desired)) {
      return { action: memo ? 'delete' : 'unchanged' };
    }
    const edited = await editDefinition(context, async yaml => {
      const before = loginToRemove(yaml, desired);
      if (!before) {
        return yaml;
      }
      await remember({ before });
      return removeAwsLogin(yaml, desired.login.path);
    });
    return { action: edited || memo ? 'delete' : 'unchanged' };
  },

  async undo({ before }, context) {
    const { environment, login, role } = context.desired;
    if (!(await context.reader.getRole(role.name))) {
      // A login with a role that is gone would only fail.
      throw new ConflictError(
        `The login ${login.path} of ${stringifyEnvironmentRef(
          environment,
        )} stays taken out, for its role is gone`,
      );
    }
    const isThere = (yaml: string) =>
      findAwsLogins(yaml).logins.some(found => found.path === login.path);
    const current = await context.pulumi.getEnvironment(environment);
    if (!current || isThere(current.yaml)) {
      // A login that somebody has put there since stays.
      return;
    }
    await editDefinition(context, yaml =>
      isThere(yaml) ? yaml : setAwsLogin(yaml, before),
    );
  },
};

/** The login at our path, when it is the one that uses the role. */
function loginToRemove(
  yaml: string,
  { login, role }: DesiredState,
): AwsLoginSettings | undefined {
  const found = literalLogin(yaml, login.path);
  return found?.roleArn === role.arn
    ? {
        ...found,
        exportEnvironmentVariables: yaml.includes(
          `\${${login.path}.accessKeyId}`,
        ),
      }
    : undefined;
}

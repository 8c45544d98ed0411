import { isError } from '@backstage/errors';
import {
  AwsLoginSettings,
  findAwsLogins,
  removeAwsLogin,
  setAwsLogin,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { ApprovalNeededError } from '../../../pulumi/ApprovalNeededError';
import { UnansweredError } from '../../../time/UnansweredError';
import { DesiredState } from '../../desiredState';
import { LeaseLostError } from '../../journal/OperationStore';
import { observeEnvironment } from '../../observedState';
import { literalLogin } from '../literalLogin';
import {
  ApplyContext,
  ProvisioningStep,
  StepContext,
} from '../ProvisioningStep';

/** A definition is read and edited again this often when it changes meanwhile. */
const MOST_TRIES = 5;

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
    const { desired, memo } = context;
    const changed = await edit(context, yaml => {
      const before = loginToRemove(yaml, desired);
      return before
        ? { before, yaml: removeAwsLogin(yaml, desired.login.path) }
        : undefined;
    });
    return { action: changed || memo ? 'delete' : 'unchanged' };
  },

  async undo({ before }, context) {
    const { login, role } = context.desired;
    const { path } = login;
    if (!(await context.reader.getRole(role.name))) {
      // A login with a role that is gone would only fail.
      return;
    }
    await edit({ ...context, memo: { before } }, yaml =>
      // A login that somebody has put there since stays.
      findAwsLogins(yaml).logins.some(found => found.path === path)
        ? undefined
        : { before, yaml: setAwsLogin(yaml, before) },
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

/** Edits the current definition; when it changes meanwhile, the newer one. */
async function edit(
  context: StepContext &
    Pick<ApplyContext<Memo>, 'memo'> & {
      remember?: ApplyContext<Memo>['remember'];
    },
  change: (
    yaml: string,
  ) => { before: AwsLoginSettings; yaml: string } | undefined,
): Promise<boolean> {
  const { desired, pulumi, guard, memo, remember } = context;
  const { environment } = desired;
  for (let attempt = 1; ; attempt++) {
    const current = await observeEnvironment(pulumi, environment);
    const edited = current && change(current.yaml);
    if (!edited) {
      return attempt > 1;
    }
    guard.environment(current);
    if (attempt === 1 && !memo) {
      await remember?.({ before: edited.before });
    }
    try {
      await pulumi.updateEnvironment(environment, {
        yaml: edited.yaml,
        etag: current.etag,
      });
      return true;
    } catch (error) {
      // What nobody answered is bound to its ETag: reading again tells.
      const mayTryAgain =
        error instanceof UnansweredError ||
        (isError(error) &&
          error.name === 'ConflictError' &&
          !(error instanceof ApprovalNeededError) &&
          !(error instanceof LeaseLostError));
      if (!mayTryAgain || attempt >= MOST_TRIES) {
        throw error;
      }
    }
  }
}

import { ConflictError } from '@backstage/errors';
import {
  AwsLoginSettings,
  ESC_TRUST_TAGS,
  findAwsLogins,
  removeAwsLogin,
  setAwsLogin,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState } from '../desiredState';
import { isRefusal } from '../isRefusal';
import { observeEnvironment } from '../observedState';
import { ProvisioningStep, StepContext } from './ProvisioningStep';

/** A definition is read and edited again this often when it changes meanwhile. */
const MOST_TRIES = 5;

/** The environment exists and its login uses the role. */
export const environmentStep: ProvisioningStep = {
  name: 'environment',

  plan({ environment, login, role }, observed) {
    const target = stringifyEnvironmentRef(environment);
    if (!observed.environment) {
      return {
        action: 'create',
        target,
        summary: `Makes the environment ${target} with the login ${login.path}`,
        after: login,
      };
    }
    const { yaml } = observed.environment;
    // The journal keeps the login alone, never the definition around it.
    const before = findAwsLogins(yaml).logins.find(l => l.path === login.path);
    return setAwsLogin(yaml, withExports(yaml, login)) === yaml
      ? {
          action: 'unchanged',
          target,
          summary: `The login ${login.path} uses the role ${role.name}`,
        }
      : {
          action: 'update',
          target,
          summary: `Sets the login ${login.path} of ${target}`,
          ...(before ? { before } : {}),
          after: login,
        };
  },

  async apply(context) {
    const { desired, pulumi, guard } = context;
    const existing = await observeEnvironment(pulumi, desired.environment);
    if (existing) {
      guard.environment(existing);
    } else {
      await createOwned(context);
    }
    const changed = await setLogin(context);
    if (!existing) {
      return { action: 'create' };
    }
    return { action: changed ? 'update' : 'unchanged' };
  },
};

/** Creates the environment and records its owner on it. */
async function createOwned(context: StepContext) {
  const { desired, pulumi, onUndo } = context;
  const { environment, ownerRef } = desired;
  const name = stringifyEnvironmentRef(environment);
  let outcome: 'made' | 'refused' | 'unanswered' = 'unanswered';
  const made: { yaml?: string } = {};
  onUndo(async () => {
    const current = await pulumi.getEnvironment(environment);
    if (outcome === 'refused' || !current) {
      return;
    }
    if (outcome === 'unanswered') {
      // It can't be told whether this operation or somebody else made it.
      throw new ConflictError(
        `Pulumi Cloud didn't answer whether it has created ${name}: if nobody else has, delete it there`,
      );
    }
    // By now our login is taken out again: anything more isn't ours.
    if (withoutOurs(current.yaml, desired) !== (made.yaml ?? '')) {
      throw new ConflictError(
        `Somebody has edited ${name} since this operation created it: delete it in Pulumi Cloud if nobody needs it`,
      );
    }
    await pulumi.deleteEnvironment(environment);
  });
  try {
    await pulumi.createEnvironment(environment);
    outcome = 'made';
  } catch (error) {
    outcome = isRefusal(error) ? 'refused' : 'unanswered';
    throw error;
  }
  made.yaml = (await pulumi.getEnvironment(environment))?.yaml;
  await pulumi.addTag(environment, {
    name: ESC_TRUST_TAGS.owner,
    value: ownerRef,
  });
}

/** Edits the current definition; when it changes meanwhile, the newer one. */
async function setLogin(context: StepContext): Promise<boolean> {
  const { desired, pulumi, guard, onUndo } = context;
  const { environment, login } = desired;
  for (let attempt = 1; ; attempt++) {
    const current = await observeEnvironment(pulumi, environment);
    if (!current) {
      throw new ConflictError(
        `The environment ${stringifyEnvironmentRef(
          environment,
        )} has disappeared`,
      );
    }
    guard.environment(current);
    const yaml = setAwsLogin(current.yaml, withExports(current.yaml, login));
    if (yaml === current.yaml) {
      return false;
    }
    if (attempt === 1) {
      const previous = previousLogin(current.yaml, login.path);
      onUndo(() => restoreLogin(context, previous));
    }
    try {
      await pulumi.updateEnvironment(environment, { yaml, etag: current.etag });
      return true;
    } catch (error) {
      const conflict = error instanceof Error && error.name === 'ConflictError';
      if (!conflict || attempt >= MOST_TRIES) {
        throw error;
      }
    }
  }
}

/** Only a new login brings its variables along: they go with it again. */
function withExports(
  yaml: string,
  login: DesiredState['login'],
): AwsLoginSettings {
  const exists = findAwsLogins(yaml).logins.some(l => l.path === login.path);
  return { ...login, exportEnvironmentVariables: !exists };
}

/** The login as it was, when it is one that can be written again. */
function previousLogin(
  yaml: string,
  path: string,
): AwsLoginSettings | undefined {
  const found = findAwsLogins(yaml).logins.find(l => l.path === path);
  const literal = <T>(
    input: { literal: T } | { expression: string } | undefined,
  ) => (input && 'literal' in input ? input.literal : undefined);
  const roleArn = literal(found?.roleArn);
  const sessionName = literal(found?.sessionName);
  if (!roleArn || !sessionName) {
    return undefined;
  }
  return {
    path,
    roleArn,
    sessionName,
    duration: literal(found?.duration),
    policyArns: literal(found?.policyArns),
    subjectAttributes: literal(found?.subjectAttributes),
  };
}

/**
 * Puts the login back as it was, in the current definition; everything else
 * stays. Only what this operation wrote is taken back.
 */
async function restoreLogin(
  { desired, pulumi, guard }: StepContext,
  previous: AwsLoginSettings | undefined,
): Promise<void> {
  const { environment, login } = desired;
  const current = await observeEnvironment(pulumi, environment);
  if (!current || !saysExactly(current.yaml, login)) {
    // It was never written, or somebody has written something else since.
    return;
  }
  guard.environment(current);
  const yaml = previous
    ? setAwsLogin(current.yaml, previous)
    : removeAwsLogin(current.yaml, login.path);
  await pulumi.updateEnvironment(environment, { yaml, etag: current.etag });
}

/** Whether the login at our path is the one that this operation writes. */
function saysExactly(yaml: string, login: DesiredState['login']): boolean {
  return (
    findAwsLogins(yaml).logins.some(l => l.path === login.path) &&
    setAwsLogin(yaml, { ...login, exportEnvironmentVariables: false }) === yaml
  );
}

/** A definition without our login, should it still be there. */
function withoutOurs(yaml: string, { login }: DesiredState): string {
  return saysExactly(yaml, login) ? removeAwsLogin(yaml, login.path) : yaml;
}

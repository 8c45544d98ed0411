import { ConflictError } from '@backstage/errors';
import {
  AwsLoginSettings,
  ESC_TRUST_TAGS,
  findAwsLogins,
  removeAwsLogin,
  setAwsLogin,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
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
    const changed = await setLogin(context, { isNew: !existing });
    if (!existing) {
      return { action: 'create' };
    }
    return { action: changed ? 'update' : 'unchanged' };
  },
};

/** Creates the environment and records its owner on it. */
async function createOwned({ desired, pulumi, onUndo }: StepContext) {
  const { environment, ownerRef } = desired;
  const name = stringifyEnvironmentRef(environment);
  let outcome: 'made' | 'refused' | 'unanswered' = 'unanswered';
  onUndo(async () => {
    if (outcome === 'made') {
      await pulumi.deleteEnvironment(environment);
    } else if (
      outcome === 'unanswered' &&
      (await pulumi.getEnvironment(environment))
    ) {
      // It can't be told whether this operation or somebody else made it.
      throw new ConflictError(
        `Pulumi Cloud didn't answer whether it has created ${name}: if nobody else has, delete it there`,
      );
    }
  });
  try {
    await pulumi.createEnvironment(environment);
    outcome = 'made';
  } catch (error) {
    outcome = isRefusal(error) ? 'refused' : 'unanswered';
    throw error;
  }
  await pulumi.addTag(environment, {
    name: ESC_TRUST_TAGS.owner,
    value: ownerRef,
  });
}

/** Edits the current definition; when it changes meanwhile, the newer one. */
async function setLogin(
  { desired, pulumi, guard, onUndo }: StepContext,
  { isNew }: { isNew: boolean },
): Promise<boolean> {
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
    if (attempt === 1 && !isNew) {
      const previous = previousLogin(current.yaml, login.path);
      onUndo(() => restoreLogin(pulumi, desired, previous));
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

/** Restores our login in the current definition; everything else stays. */
async function restoreLogin(
  pulumi: PulumiCloud,
  { environment, login }: DesiredState,
  previous: AwsLoginSettings | undefined,
): Promise<void> {
  const definition = await pulumi.getEnvironment(environment);
  if (!definition) {
    return;
  }
  const yaml = previous
    ? setAwsLogin(definition.yaml, previous)
    : removeAwsLogin(definition.yaml, login.path);
  if (yaml !== definition.yaml) {
    await pulumi.updateEnvironment(environment, {
      yaml,
      etag: definition.etag,
    });
  }
}

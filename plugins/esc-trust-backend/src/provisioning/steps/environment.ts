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
    return setAwsLogin(yaml, login) === yaml
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
    const { desired, pulumi } = context;
    const created = !(await pulumi.getEnvironment(desired.environment));
    if (created) {
      await createOwned(context);
    }
    const changed = await setLogin(context, created);
    if (created) {
      return { action: 'create' };
    }
    return { action: changed ? 'update' : 'unchanged' };
  },
};

/** Creates the environment and records its owner on it. */
async function createOwned({ desired, pulumi, onUndo }: StepContext) {
  const { environment, ownerRef } = desired;
  let ours = false;
  onUndo(async () => {
    if (ours) {
      await pulumi.deleteEnvironment(environment);
    }
  });
  // A lost answer to a create can't be told from somebody else's create that
  // came first, so only an environment whose create was answered is deleted.
  await pulumi.createEnvironment(environment);
  ours = true;
  await pulumi.addTag(environment, {
    name: ESC_TRUST_TAGS.owner,
    value: ownerRef,
  });
}

/** Edits the current definition; when it changes meanwhile, the newer one. */
async function setLogin(
  { desired, pulumi, onUndo }: StepContext,
  created: boolean,
): Promise<boolean> {
  const { environment, login } = desired;
  for (let attempt = 1; ; attempt++) {
    const definition = await pulumi.getEnvironment(environment);
    if (!definition) {
      throw new ConflictError(
        `The environment ${stringifyEnvironmentRef(
          environment,
        )} has disappeared`,
      );
    }
    const yaml = setAwsLogin(definition.yaml, login);
    if (yaml === definition.yaml) {
      return false;
    }
    if (attempt === 1 && !created) {
      const previous = previousLogin(definition.yaml, login.path);
      onUndo(() => restoreLogin(pulumi, desired, previous));
    }
    try {
      await pulumi.updateEnvironment(environment, {
        yaml,
        etag: definition.etag,
      });
      return true;
    } catch (error) {
      const conflict = error instanceof Error && error.name === 'ConflictError';
      if (!conflict || attempt >= MOST_TRIES) {
        throw error;
      }
    }
  }
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

import { ConflictError } from '@backstage/errors';
import {
  AwsLoginSettings,
  ESC_TRUST_TAGS,
  findAwsLogins,
  removeAwsLogin,
  setAwsLogin,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { ApprovalNeededError } from '../../pulumi/ApprovalNeededError';
import { DesiredState } from '../desiredState';
import { digest } from '../digest';
import { observeEnvironment } from '../observedState';
import { editDefinition } from './editDefinition';
import { literalLogin } from './literalLogin';
import { notedWrite } from './notedWrite';
import {
  ApplyContext,
  ProvisioningStep,
  StepContext,
} from './ProvisioningStep';

interface Memo {
  /** Set when the environment was absent. */
  created?: {
    /** Whether Pulumi Cloud has said that it was this operation. */
    answered: boolean;
    /** Of the definition that a new environment has. */
    definitionDigest?: string;
  };
  /** Set when the login was written: as it was, null when there was none. */
  login?: { before: AwsLoginSettings | null };
}

/** The environment exists and its login uses the role. */
export const environmentStep: ProvisioningStep<Memo> = {
  name: 'environment',

  plan({ environment, login, role, configureEnvironment }, observed) {
    const target = stringifyEnvironmentRef(environment);
    if (!configureEnvironment) {
      return {
        action: 'unchanged',
        target,
        summary: `The environment ${target} is left as it is: give it the login ${login.path} with the role ${role.arn}`,
      };
    }
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
    const { desired, pulumi, guard, memo } = context;
    if (!desired.configureEnvironment) {
      return { action: 'unchanged' };
    }
    const existing = await observeEnvironment(pulumi, desired.environment);
    let noted = memo ?? {};
    if (!existing) {
      noted = await createOwned(context);
    } else if (noted.created) {
      noted = await finishCreation(context, noted, existing.tags);
    } else {
      guard.environment(existing);
    }
    let changed: boolean;
    try {
      changed = await setLogin(context, noted);
    } catch (error) {
      if (!(error instanceof ApprovalNeededError)) {
        throw error;
      }
      // The AWS side stays ready for when the change is approved.
      return { action: 'unchanged', attention: error.message };
    }
    if (noted.created) {
      return { action: 'create' };
    }
    return { action: changed || memo ? 'update' : 'unchanged' };
  },

  async undo(memo, context) {
    if (memo.login) {
      await restoreLogin(context, memo.login.before);
    }
    if (memo.created) {
      await takeBackEnvironment(context, memo.created);
    }
  },
};

/** Creates the environment and records its owner on it. */
async function createOwned(context: ApplyContext<Memo>): Promise<Memo> {
  const { desired, pulumi, memo, remember } = context;
  const { environment } = desired;
  await notedWrite<Memo>(context, memo, { created: { answered: false } }, () =>
    pulumi.createEnvironment(environment),
  );
  // At once: from now on it is known whose it is, whatever happens next.
  await remember({ created: { answered: true } });
  const created = await pulumi.getEnvironment(environment);
  const noted: Memo = {
    created: {
      answered: true,
      definitionDigest: created && digest(created.yaml),
    },
  };
  await remember(noted);
  await tagOwner(context);
  return noted;
}

/** Goes on where a run of this step was interrupted. */
async function finishCreation(
  context: ApplyContext<Memo>,
  noted: Memo,
  tags: Record<string, string>,
): Promise<Memo> {
  if (!noted.created!.answered) {
    throw unknownCreator(context.desired);
  }
  if (tags[ESC_TRUST_TAGS.owner] === undefined) {
    await tagOwner(context);
  }
  return noted;
}

async function tagOwner({ desired, pulumi }: StepContext): Promise<void> {
  await pulumi.addTag(desired.environment, {
    name: ESC_TRUST_TAGS.owner,
    value: desired.ownerRef,
  });
}

/** Gives the environment the login that it should have. */
async function setLogin(
  context: ApplyContext<Memo>,
  noted: Memo,
): Promise<boolean> {
  const { desired, remember } = context;
  const { environment, login } = desired;
  const edited = await editDefinition(context, async current => {
    const yaml = setAwsLogin(current, withExports(current, login));
    if (yaml !== current) {
      const before = literalLogin(current, login.path) ?? null;
      await remember({ ...noted, login: { before } });
    }
    return yaml;
  });
  if (edited === undefined) {
    throw new ConflictError(
      `The environment ${stringifyEnvironmentRef(environment)} has disappeared`,
    );
  }
  return edited || noted.login !== undefined;
}

/** Only a new login brings its variables along: they go with it again. */
function withExports(
  yaml: string,
  login: DesiredState['login'],
): AwsLoginSettings {
  const exists = findAwsLogins(yaml).logins.some(l => l.path === login.path);
  return { ...login, exportEnvironmentVariables: !exists };
}

/**
 * Puts the login back as it was, in the current definition; everything else
 * stays. Only what this operation wrote is taken back.
 */
async function restoreLogin(
  context: StepContext,
  before: AwsLoginSettings | null,
): Promise<void> {
  const { environment, login } = context.desired;
  const current = await context.pulumi.getEnvironment(environment);
  if (!current || !saysExactly(current.yaml, login)) {
    // It was never written, or somebody has written something else since: then
    // the environment may be somebody else's too.
    return;
  }
  await editDefinition(context, yaml => {
    if (!saysExactly(yaml, login)) {
      return yaml;
    }
    return before
      ? setAwsLogin(yaml, { ...before, policyArns: before.policyArns ?? [] })
      : removeAwsLogin(yaml, login.path);
  });
}

/** Deletes an environment that surely is this operation's own, and empty. */
async function takeBackEnvironment(
  { desired, pulumi }: StepContext,
  { answered, definitionDigest }: NonNullable<Memo['created']>,
): Promise<void> {
  const { environment } = desired;
  const current = await pulumi.getEnvironment(environment);
  if (!current) {
    return;
  }
  if (!answered) {
    throw unknownCreator(desired);
  }
  // By now our login is taken out again: anything more isn't ours.
  const rest = withoutOurs(current.yaml, desired);
  if (digest(rest) !== (definitionDigest ?? digest(''))) {
    throw new ConflictError(
      `Somebody has edited ${stringifyEnvironmentRef(
        environment,
      )} since this operation created it: delete it in Pulumi Cloud if nobody needs it`,
    );
  }
  await pulumi.deleteEnvironment(environment);
}

/** It can't be told whether this operation or somebody else made it. */
function unknownCreator({ environment }: DesiredState): ConflictError {
  return new ConflictError(
    `Pulumi Cloud didn't answer whether it has created ${stringifyEnvironmentRef(
      environment,
    )}: if nobody else has, delete it there`,
  );
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

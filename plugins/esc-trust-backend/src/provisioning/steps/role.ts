import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsAccountReader } from '../../aws/AwsAccount';
import { ProvisioningStep } from './ProvisioningStep';

/** IAM is eventually consistent: a new role shows within seconds. */
const PROPAGATION_TRIES = 20;
const PROPAGATION_DELAY_MS = 500;

/** The role exists. */
export const roleStep: ProvisioningStep = {
  name: 'role',

  plan({ role, tags, trustPolicy }, observed) {
    return observed.role
      ? {
          action: 'unchanged',
          target: role.arn,
          summary: `The role ${role.name} exists`,
        }
      : {
          action: 'create',
          target: role.arn,
          summary: `Makes the role ${role.name} for this environment only`,
          after: { ...role, tags, trustPolicy },
        };
  },

  async apply({ desired, reader, writer, ownRoles, onUndo }) {
    const { role, tags, trustPolicy, ownerRef } = desired;
    const existing = await reader.getRole(role.name);
    if (existing) {
      if (!(await ownRoles.isOurs(existing))) {
        throw new ConflictError(
          `A role named ${role.name} has appeared in the account meanwhile: run the template again`,
        );
      }
      return { action: 'unchanged' };
    }
    onUndo(async () => {
      const created = await reader.getRole(role.name);
      if (
        created?.arn === role.arn &&
        created.tags[ESC_TRUST_TAGS.instance] === tags[ESC_TRUST_TAGS.instance]
      ) {
        await writer.deleteRole(role.name);
      }
      await ownRoles.forget(role.arn);
    });
    // Noted first: a role that carries our tag but isn't noted is nobody's.
    await ownRoles.note({ arn: role.arn, ownerRef });
    await writer.createRole({
      name: role.name,
      path: role.path,
      description: role.description,
      maxSessionDuration: role.maxSessionDuration,
      trustPolicy: JSON.stringify(trustPolicy),
      tags,
    });
    await waitForRole(reader, role.name);
    return { action: 'create' };
  },
};

async function waitForRole(
  reader: AwsAccountReader,
  name: string,
): Promise<void> {
  for (let attempt = 0; attempt < PROPAGATION_TRIES; attempt++) {
    if (await reader.getRole(name)) {
      return;
    }
    await wait(PROPAGATION_DELAY_MS);
  }
  throw new ServiceUnavailableError(
    `AWS has created the role ${name} but doesn't show it yet: run the template again in a minute`,
  );
}

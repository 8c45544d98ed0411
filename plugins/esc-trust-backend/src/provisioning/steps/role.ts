import { ServiceUnavailableError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsAccountReader, RoleState } from '../../aws/AwsAccount';
import { isRefusal } from '../isRefusal';
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

  async apply({ desired, reader, writer, ownRoles, guard, onUndo }) {
    const { role, tags, trustPolicy, ownerRef } = desired;
    const existing = await reader.getRole(role.name);
    if (existing) {
      const attachedPolicyArns = await reader.listAttachedPolicies(role.name);
      await guard.role({ ...existing, attachedPolicyArns });
      return { action: 'unchanged' };
    }
    let refused = false;
    onUndo(async () => {
      // An answer that got lost may have been a success that shows only later.
      const created = refused
        ? undefined
        : await waitForRole(reader, role.name);
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
    try {
      await writer.createRole({
        name: role.name,
        path: role.path,
        description: role.description,
        maxSessionDuration: role.maxSessionDuration,
        trustPolicy: JSON.stringify(trustPolicy),
        tags,
      });
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
    if (!(await waitForRole(reader, role.name))) {
      throw new ServiceUnavailableError(
        `AWS has created the role ${role.name} but doesn't show it: look for it in the account, delete it and run the template again`,
      );
    }
    return { action: 'create' };
  },
};

async function waitForRole(
  reader: AwsAccountReader,
  name: string,
): Promise<RoleState | undefined> {
  for (let attempt = 1; ; attempt++) {
    const role = await reader.getRole(name);
    if (role || attempt === PROPAGATION_TRIES) {
      return role;
    }
    await wait(PROPAGATION_DELAY_MS);
  }
}

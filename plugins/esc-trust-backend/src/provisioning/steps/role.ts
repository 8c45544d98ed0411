import { ServiceUnavailableError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { isRefusal } from '../isRefusal';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';
import { untilShown } from './untilShown';

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
    if (await reader.getRole(role.name)) {
      await readOwnRole({ desired, reader, guard });
      return { action: 'unchanged' };
    }
    let refused = false;
    onUndo(async () => {
      // An answer that got lost may have been a success that shows only later.
      const created = refused
        ? undefined
        : await untilShown(() => reader.getRole(role.name));
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
    if (!(await untilShown(() => reader.getRole(role.name)))) {
      throw new ServiceUnavailableError(
        `AWS has created the role ${role.name} but doesn't show it: look for it in the account, delete it and run the template again`,
      );
    }
    return { action: 'create' };
  },
};

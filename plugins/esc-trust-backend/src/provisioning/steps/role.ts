import { ServiceUnavailableError } from '@backstage/errors';
import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { notedWrite } from './notedWrite';
import { ApplyContext, ProvisioningStep, StepResult } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';
import { isRefusal } from './refusal';
import { untilShown } from './untilShown';

interface Memo {
  /** Of the role; absent when it was adopted. */
  arn?: string;
  adopted?: boolean;
}

/** The role exists. */
export const roleStep: ProvisioningStep<Memo> = {
  name: 'role',

  plan({ role, tags, trustPolicy, adoptsRole }, observed) {
    if (observed.role && adoptsRole && !isTagged(observed.role.tags, tags)) {
      return {
        action: 'update',
        target: role.arn,
        summary: `Takes over the role ${role.name}: its policies, tags and foreign statements stay`,
      };
    }
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

  async apply(context) {
    const { desired, reader, writer, ownRoles, writeStores, memo } = context;
    const { role, tags, trustPolicy, ownerRef } = desired;
    const read = () => reader.getRole(role.name);
    if (memo ? await untilShown(read, context) : await read()) {
      return adopt(context);
    }
    const noted = await ownRoles.notedOwner(role.arn);
    try {
      await notedWrite(context, memo, { arn: role.arn }, async () => {
        // A role that carries our tag but isn't noted is nobody's.
        await writeStores(stores =>
          stores.ownRoles.note({ arn: role.arn, ownerRef }),
        );
        await writer.createRole({
          name: role.name,
          path: role.path,
          description: role.description,
          maxSessionDuration: role.maxSessionDuration,
          permissionsBoundaryArn: role.permissionsBoundaryArn,
          trustPolicy: JSON.stringify(trustPolicy),
          tags,
        });
      });
    } catch (error) {
      if (isRefusal(error) && !memo) {
        // Nothing was made: a role of this name is whose it was before.
        await writeStores(stores =>
          noted
            ? stores.ownRoles.note({ arn: role.arn, ownerRef: noted })
            : stores.ownRoles.forget(role.arn),
        );
      }
      throw error;
    }
    await writeStores(stores =>
      stores.ownRoles.rememberPolicy(role.arn, trustPolicy),
    );
    if (!(await untilShown(read, context))) {
      throw new ServiceUnavailableError(
        `AWS has created the role ${role.name} but doesn't show it: look for it in the account, delete it and run the template again`,
      );
    }
    return { action: 'create' };
  },

  async undo({ adopted }, context) {
    const { desired, reader, writer, writeStores } = context;
    const { role, tags } = desired;
    if (adopted) {
      await writeStores(stores => stores.ownRoles.forget(role.arn));
      return;
    }
    // An answer that got lost may have been a success that shows only later.
    const created = await untilShown(() => reader.getRole(role.name), context);
    if (
      created?.arn === role.arn &&
      created.tags[ESC_TRUST_TAGS.instance] === tags[ESC_TRUST_TAGS.instance]
    ) {
      await writer.deleteRole(role.name);
    }
    await writeStores(stores => stores.ownRoles.forget(role.arn));
  },
};

/** A role that is there: ours already, or taken over now. */
async function adopt(context: ApplyContext<Memo>): Promise<StepResult> {
  const { desired, ownRoles, writeStores, memo, remember } = context;
  const role = await readOwnRole(context);
  // Not by the note alone: a role of ours may have been deleted by hand, and
  // somebody else may have made this one since.
  if (desired.adoptsRole && !(await ownRoles.ownerOf(role))) {
    await remember({ adopted: true });
    await writeStores(stores =>
      stores.ownRoles.note({
        arn: role.arn,
        ownerRef: desired.ownerRef,
        adopted: true,
      }),
    );
    return { action: 'update' };
  }
  if (memo) {
    return { action: memo.adopted ? 'update' : 'create' };
  }
  return { action: 'unchanged' };
}

function isTagged(
  tags: Record<string, string>,
  wanted: Record<string, string>,
): boolean {
  const key = ESC_TRUST_TAGS.instance;
  return tags[key] === wanted[key];
}

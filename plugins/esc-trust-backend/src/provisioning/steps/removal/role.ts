import { ConflictError } from '@backstage/errors';
import { observeRole } from '../../observedState';
import { notedWrite } from '../notedWrite';
import { ProvisioningStep } from '../ProvisioningStep';
import { requireUnused } from './requireUnused';

interface Memo {
  arn: string;
  /** Whom it was recorded for. */
  ownerRef: string;
}

/** A role that was made for this environment alone is gone. */
export const roleRemovalStep: ProvisioningStep<Memo> = {
  name: 'role',

  plan({ role, deletesRole }, observed) {
    const target = role.arn;
    if (!observed.role) {
      return { action: 'unchanged', target, summary: 'The role is gone' };
    }
    return deletesRole
      ? {
          action: 'delete',
          target,
          summary: `Deletes the role ${role.name}: this portal made it, and nothing else uses it`,
          before: { arn: role.arn, tags: observed.role.tags },
        }
      : {
          action: 'unchanged',
          target,
          summary: `The role ${role.name} stays: it isn't the portal's own, or others use it`,
        };
  },

  async apply(context) {
    const { desired, reader, writer, guard, ownRoles, writeStores, memo } =
      context;
    const role = await observeRole(reader, desired.role.name);
    if (!desired.deletesRole) {
      return { action: 'unchanged' };
    }
    if (memo && !(await ownRoles.notedOwner(desired.role.arn))) {
      // An earlier run has deleted it, whatever AWS may still show.
      return { action: 'delete' };
    }
    if (role) {
      await guard.role(role);
      await requireUnused(context, role);
      const ownerRef = (await ownRoles.ownerOf(role)) ?? desired.ownerRef;
      await notedWrite(context, memo, { arn: role.arn, ownerRef }, () =>
        writer.deleteRole(role.name),
      );
    }
    await writeStores(stores => stores.ownRoles.forget(desired.role.arn));
    return { action: role || memo ? 'delete' : 'unchanged' };
  },

  async undo({ arn, ownerRef }, { desired, reader, writeStores }) {
    if (await reader.getRole(desired.role.name)) {
      await writeStores(stores => stores.ownRoles.note({ arn, ownerRef }));
      return;
    }
    throw new ConflictError(
      `The role ${desired.role.name} has been deleted: start the removal again to finish it, or provision the role anew`,
    );
  },
};

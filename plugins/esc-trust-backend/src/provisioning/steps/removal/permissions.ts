import { notedWrite } from '../notedWrite';
import { observeRole } from '../../observedState';
import { ProvisioningStep } from '../ProvisioningStep';
import { requireUnused } from './requireUnused';

interface Memo {
  /** Managed policies that were detached. */
  detached: string[];
  /** Inline policies that were deleted, name to JSON text. */
  deleted: Record<string, string>;
}

/** A role that is to be deleted has no policies any more: AWS wants it so. */
export const permissionsRemovalStep: ProvisioningStep<Memo> = {
  name: 'permissions',

  plan({ role, deletesRole }, observed) {
    const target = role.arn;
    const managed = observed.role?.attachedPolicyArns ?? [];
    const inline = Object.keys(observed.role?.inlinePolicies ?? {});
    if (!deletesRole || managed.length + inline.length === 0) {
      return {
        action: 'unchanged',
        target,
        summary: deletesRole
          ? 'The role has no policies'
          : 'The role keeps its policies',
      };
    }
    return {
      action: 'delete',
      target,
      summary: `Takes ${[...managed, ...inline].join(', ')} away`,
      before: { managedPolicyArns: managed, inlinePolicies: inline },
    };
  },

  async apply(context) {
    const { desired, reader, writer, guard, memo } = context;
    const role = await observeRole(reader, desired.role.name);
    if (!desired.deletesRole || !role) {
      return { action: memo ? 'delete' : 'unchanged' };
    }
    await guard.role(role);
    await requireUnused(context, role);
    let noted: Memo = memo ?? { detached: [], deleted: {} };
    const note = async (more: Memo, write: () => Promise<void>) => {
      await notedWrite(context, noted, more, write);
      noted = more;
    };
    for (const arn of role.attachedPolicyArns) {
      const detached = [...new Set([...noted.detached, arn])];
      await note({ ...noted, detached }, () =>
        writer.detachPolicy(role.name, arn),
      );
    }
    for (const [name, document] of Object.entries(role.inlinePolicies)) {
      const deleted = { ...noted.deleted, [name]: document };
      await note({ ...noted, deleted }, () =>
        writer.deleteInlinePolicy(role.name, name),
      );
    }
    const isEmpty =
      noted.detached.length + Object.keys(noted.deleted).length === 0;
    return { action: isEmpty ? 'unchanged' : 'delete' };
  },

  async undo({ detached, deleted }, { desired, reader, writer, guard }) {
    const role = await observeRole(reader, desired.role.name);
    if (!role) {
      // The step that deletes the role says so.
      return;
    }
    await guard.role(role);
    for (const arn of detached) {
      await writer.attachPolicy(role.name, arn);
    }
    for (const [name, document] of Object.entries(deleted)) {
      if (!(name in role.inlinePolicies)) {
        await writer.putInlinePolicy(role.name, name, document);
      }
    }
  },
};

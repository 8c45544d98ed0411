import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';

/** The role has the managed policies that were asked for; others stay. */
export const permissionsStep: ProvisioningStep = {
  name: 'permissions',

  plan({ role }, observed) {
    const before = observed.role?.attachedPolicyArns ?? [];
    const missing = role.managedPolicyArns.filter(arn => !before.includes(arn));
    const target = role.arn;
    if (missing.length === 0) {
      return {
        action: 'unchanged',
        target,
        summary:
          role.managedPolicyArns.length > 0
            ? `The role has ${role.managedPolicyArns.join(', ')}`
            : 'No managed policies were asked for',
      };
    }
    return {
      action: before.length > 0 ? 'update' : 'create',
      target,
      summary: `Attaches ${missing.join(', ')}`,
      before,
      after: [...before, ...missing],
    };
  },

  async apply(context) {
    const { desired, writer, onUndo } = context;
    const { name, managedPolicyArns } = desired.role;
    if (managedPolicyArns.length === 0) {
      return { action: 'unchanged' };
    }
    const { attachedPolicyArns: before } = await readOwnRole(context);
    const missing = managedPolicyArns.filter(arn => !before.includes(arn));
    for (const arn of missing) {
      onUndo(async () => {
        await readOwnRole(context);
        // Without reading whether it is there: it may not show yet, and taking
        // away what isn't attached is no error.
        await writer.detachPolicy(name, arn);
      });
      await writer.attachPolicy(name, arn);
    }
    if (missing.length === 0) {
      return { action: 'unchanged' };
    }
    return { action: before.length > 0 ? 'update' : 'create' };
  },
};

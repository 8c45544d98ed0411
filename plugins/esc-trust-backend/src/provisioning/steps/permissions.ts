import { ProvisioningStep } from './ProvisioningStep';

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

  async apply({ desired, reader, writer, onUndo }) {
    const { name, managedPolicyArns } = desired.role;
    if (managedPolicyArns.length === 0) {
      return { action: 'unchanged' };
    }
    const before = await reader.listAttachedPolicies(name);
    const missing = managedPolicyArns.filter(arn => !before.includes(arn));
    for (const arn of missing) {
      onUndo(async () => {
        const attached = await reader.listAttachedPolicies(name);
        if (attached.includes(arn)) {
          await writer.detachPolicy(name, arn);
        }
      });
      await writer.attachPolicy(name, arn);
    }
    if (missing.length === 0) {
      return { action: 'unchanged' };
    }
    return { action: before.length > 0 ? 'update' : 'create' };
  },
};

import { ConflictError } from '@backstage/errors';
import {
  decodeTrustPolicy,
  mergeTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningStep } from './ProvisioningStep';

/** The role's trust policy admits the environment. */
export const trustPolicyStep: ProvisioningStep = {
  name: 'trust-policy',

  plan({ role, trustPolicy, subject }, observed) {
    const target = role.arn;
    if (!observed.role) {
      return {
        action: 'create',
        target,
        summary: `Admits exactly the subject ${subject}`,
        after: trustPolicy,
      };
    }
    const before = decodeTrustPolicy(observed.role.trustPolicy);
    const after = mergeTrustPolicy(before, trustPolicy);
    return after === before
      ? {
          action: 'unchanged',
          target,
          summary: `The trust policy admits the subject ${subject}`,
        }
      : {
          action: 'update',
          target,
          summary: `Admits the subject ${subject} besides what the trust policy says`,
          before,
          after,
        };
  },

  async apply({ desired, reader, writer, actionOf, onUndo }) {
    const { role, trustPolicy } = desired;
    const read = async (): Promise<TrustPolicyDocument> => {
      const current = await reader.getRole(role.name);
      if (!current) {
        throw new ConflictError(`The role ${role.name} has disappeared`);
      }
      return decodeTrustPolicy(current.trustPolicy);
    };
    const before = await read();
    const after = mergeTrustPolicy(before, trustPolicy);
    if (after === before) {
      // A new role comes with its trust policy.
      return { action: actionOf('role') === 'create' ? 'create' : 'unchanged' };
    }
    onUndo(async () => {
      const current = await read();
      if (JSON.stringify(current) === JSON.stringify(after)) {
        await writer.updateTrustPolicy(role.name, JSON.stringify(before));
      } else if (JSON.stringify(current) !== JSON.stringify(before)) {
        throw new ConflictError(
          `The trust policy of ${role.name} was changed by somebody else meanwhile: take the statement for ${desired.subject} out by hand`,
        );
      }
    });
    await writer.updateTrustPolicy(role.name, JSON.stringify(after));
    return { action: 'update' };
  },
};

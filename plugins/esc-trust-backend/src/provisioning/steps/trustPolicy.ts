import { ConflictError } from '@backstage/errors';
import {
  decodeTrustPolicy,
  mergeTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { isRefusal } from '../isRefusal';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';

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
          summary: `The trust policy has the statement for the subject ${subject}`,
        }
      : {
          action: 'update',
          target,
          summary: `Admits the subject ${subject} besides what the trust policy says`,
          before,
          after,
        };
  },

  async apply(context) {
    const { desired, writer, actionOf, onUndo } = context;
    const { role, trustPolicy } = desired;
    const read = async (): Promise<TrustPolicyDocument> =>
      decodeTrustPolicy((await readOwnRole(context)).trustPolicy);
    const before = await read();
    const after = mergeTrustPolicy(before, trustPolicy);
    if (after === before) {
      // A new role comes with its trust policy.
      return { action: actionOf('role') === 'create' ? 'create' : 'unchanged' };
    }
    let refused = false;
    onUndo(async () => {
      const current = JSON.stringify(await read());
      const known = [before, after].map(policy => JSON.stringify(policy));
      if (!known.includes(current)) {
        throw new ConflictError(
          `The trust policy of ${role.name} was changed by somebody else meanwhile: take the statement for ${desired.subject} out by hand`,
        );
      }
      // Also when it doesn't show yet: an answer that got lost may have been a
      // success, and the last write wins.
      if (!refused) {
        await writer.updateTrustPolicy(role.name, JSON.stringify(before));
      }
    });
    try {
      await writer.updateTrustPolicy(role.name, JSON.stringify(after));
    } catch (error) {
      refused = isRefusal(error);
      throw error;
    }
    return { action: 'update' };
  },
};

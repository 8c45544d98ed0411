import { ConflictError } from '@backstage/errors';
import {
  decodeTrustPolicy,
  mergeTrustPolicy,
  removeFromTrustPolicy,
  restoreTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState } from '../desiredState';
import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { unlessGone } from './readOwnRole';
import { readTrustPolicy } from './readTrustPolicy';
import {
  confirmTrustPolicy,
  TrustPolicyMemo,
  undoTrustPolicy,
  writeTrustPolicy,
} from './writeTrustPolicy';

/** The role's trust policy admits the environment. */
export const trustPolicyStep: ProvisioningStep<TrustPolicyMemo> = {
  name: 'trust-policy',

  plan(desired, observed) {
    const { role, trustPolicy, subject } = desired;
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
    const after = edited(before, desired);
    return after === before
      ? {
          action: 'unchanged',
          target,
          summary: `The trust policy has the statement for the subject ${subject}`,
        }
      : {
          action: 'update',
          target,
          summary: desired.restoresTrustPolicy
            ? 'Puts the portal’s statements back to exactly the subjects that are meant'
            : `Admits the subject ${subject} besides what the trust policy says`,
          before,
          after,
        };
  },

  async apply(context) {
    const { desired, actionOf, memo } = context;
    const before = await readTrustPolicy(context);
    const after = edited(before, desired);
    if (after === before) {
      if (memo) {
        return { action: 'update' };
      }
      // A new role comes with its trust policy.
      return { action: actionOf('role') === 'create' ? 'create' : 'unchanged' };
    }
    // Whatever an earlier run has noted: if it had written, nothing would be
    // left to write, so that what was read is somebody else's by now.
    const noted = { before, after };
    await notedWrite(context, memo, noted, () =>
      writeTrustPolicy(context, before, after),
    );
    await confirmTrustPolicy(context, after);
    return { action: 'update' };
  },

  undo: unlessGone(async (memo, context) => {
    const { desired } = context;
    const { claims, role, restoresTrustPolicy } = desired;
    await undoTrustPolicy(memo, context, current => {
      if (restoresTrustPolicy) {
        throw new ConflictError(
          `The trust policy of ${role.name} was changed by somebody else meanwhile: look at it, and assess the mapping again`,
        );
      }
      // What was admitted before stays admitted.
      return edited(memo.before, desired) === memo.before
        ? current
        : removeFromTrustPolicy(current, claims);
    });
  }),
};

function edited(
  before: TrustPolicyDocument,
  { trustPolicy, trustPolicyQuota, restoresTrustPolicy }: DesiredState,
): TrustPolicyDocument {
  return restoresTrustPolicy
    ? restoreTrustPolicy(before, trustPolicy, { quota: trustPolicyQuota })
    : mergeTrustPolicy(before, trustPolicy, { quota: trustPolicyQuota });
}

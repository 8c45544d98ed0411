import {
  decodeTrustPolicy,
  mergeTrustPolicy,
  removeFromTrustPolicy,
} from '@internal/backstage-plugin-esc-trust-common';
import { observeRole } from '../../observedState';
import { notedWrite } from '../notedWrite';
import { ProvisioningStep } from '../ProvisioningStep';
import { unlessGone } from '../readOwnRole';
import { readTrustPolicy } from '../readTrustPolicy';
import {
  confirmTrustPolicy,
  TrustPolicyMemo,
  undoTrustPolicy,
  writeTrustPolicy,
} from '../writeTrustPolicy';

/** The role's trust policy doesn't admit the environment any more. */
export const trustPolicyRemovalStep: ProvisioningStep<TrustPolicyMemo> = {
  name: 'trust-policy',

  plan({ role, environment, deletesRole, keepsTrust }, observed) {
    const target = role.arn;
    if (!observed.role) {
      return { action: 'unchanged', target, summary: 'The role is gone' };
    }
    if (deletesRole) {
      return {
        action: 'unchanged',
        target,
        summary: 'The trust policy goes with the role',
      };
    }
    if (keepsTrust) {
      return {
        action: 'unchanged',
        target,
        summary: 'Another login of the environment uses the role',
      };
    }
    const before = decodeTrustPolicy(observed.role.trustPolicy);
    const after = removeFromTrustPolicy(before, environment);
    return after === before
      ? {
          action: 'unchanged',
          target,
          summary: 'The trust policy doesn’t name the environment',
        }
      : {
          action: 'update',
          target,
          summary: 'Takes the environment out of the trust policy',
          before,
          after,
        };
  },

  async apply(context) {
    const { desired, reader, memo } = context;
    if (
      desired.deletesRole ||
      desired.keepsTrust ||
      !(await observeRole(reader, desired.role.name))
    ) {
      return { action: 'unchanged' };
    }
    const before = await readTrustPolicy(context);
    const after = removeFromTrustPolicy(before, desired.environment);
    if (after === before) {
      return { action: memo ? 'update' : 'unchanged' };
    }
    const noted = { before, after };
    await notedWrite(context, memo, noted, () =>
      writeTrustPolicy(context, before, after),
    );
    await confirmTrustPolicy(context, after);
    return { action: 'update' };
  },

  undo: unlessGone(async (memo, context) => {
    await undoTrustPolicy(memo, context, current =>
      mergeTrustPolicy(current, context.desired.trustPolicy),
    );
  }),
};

import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningStep } from './ProvisioningStep';

/** The mapping's trust report is that of the live state. */
export const assessmentStep: ProvisioningStep = {
  name: 'assessment',

  plan(desired, { mapping }) {
    const target = stringifyEnvironmentRef(desired.environment);
    return {
      action: mapping ? 'unchanged' : 'update',
      target,
      summary: `Assesses whether ${target} may assume the role`,
    };
  },

  async apply({ desired, mappings, writeStores, assessor }) {
    const { environment, login } = desired;
    const mapping = await mappings.findByLogin(environment, login.path);
    if (!mapping) {
      return { action: 'unchanged', summary: 'The mapping has disappeared' };
    }
    const update = await assessor.assess(mapping);
    await writeStores(stores =>
      stores.mappings.recordAssessment(mapping.id, update),
    );
    const { status } = update.trust;
    const changed = status !== mapping.trust.status;
    const summary = update.stale
      ? `The live state can't be read: ${update.stale.reason}`
      : `The status is ${status}`;
    return {
      action: changed ? 'update' : 'unchanged',
      summary,
      outcome: { status },
    };
  },
};

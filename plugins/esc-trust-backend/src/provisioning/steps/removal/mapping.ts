import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { ProvisioningStep } from '../ProvisioningStep';

/** The portal doesn't know the mapping any more. The last step: it has no undo. */
export const mappingRemovalStep: ProvisioningStep = {
  name: 'mapping',

  plan(desired, { mapping }) {
    const target = stringifyEnvironmentRef(desired.environment);
    return {
      action: mapping ? 'delete' : 'unchanged',
      target,
      summary: `Forgets that ${target} uses ${desired.role.name}`,
    };
  },

  async apply({ desired, mappings, writeStores }) {
    const { environment, login } = desired;
    const mapping = await mappings.findByLogin(environment, login.path);
    if (!mapping) {
      return { action: 'unchanged' };
    }
    await writeStores(stores => stores.mappings.delete(mapping.id));
    return { action: 'delete' };
  },
};

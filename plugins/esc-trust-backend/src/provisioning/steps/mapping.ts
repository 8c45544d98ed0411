import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { DesiredState } from '../desiredState';
import { ObservedState } from '../observedState';
import { ProvisioningStep } from './ProvisioningStep';

/** The portal knows that this login uses this role. */
export const mappingStep: ProvisioningStep = {
  name: 'mapping',

  plan(desired, { mapping }) {
    const target = stringifyEnvironmentRef(desired.environment);
    if (!mapping) {
      return {
        action: 'create',
        target,
        summary: `Maps ${target} to the role ${desired.role.name}`,
        after: { ownerRef: desired.ownerRef, entityRefs: desired.entityRefs },
      };
    }
    const after = changesOf(desired, mapping);
    return after
      ? {
          action: 'update',
          target,
          summary: `Updates the mapping of ${target}`,
          before: {
            ownerRef: mapping.ownerRef,
            entityRefs: mapping.entityRefs,
          },
          after,
        }
      : {
          action: 'unchanged',
          target,
          summary: `${target} is mapped to the role ${desired.role.name}`,
        };
  },

  async apply({ desired, mappings, assessor, createdBy, onUndo }) {
    const { environment, login, ownerRef, entityRefs } = desired;
    const existing = await mappings.findByLogin(environment, login.path);
    if (!existing) {
      const mapping = await mappings.insert({
        environment,
        loginPath: login.path,
        roleArn: desired.role.arn,
        accountId: desired.accountId,
        consentedRoleArn: desired.role.arn,
        ownerRef,
        entityRefs,
        source: 'provisioned',
        // Unknown until the next step has looked.
        trust: assessor.notAssessed(environment),
        createdBy,
      });
      onUndo(() => mappings.delete(mapping.id));
      return { action: 'create', outcome: { mappingId: mapping.id } };
    }
    const outcome = { mappingId: existing.id };
    const consent = await mappings.getConsent(existing.id);
    const changes = changesOf(desired, existing);
    if (!changes && consent === desired.role.arn) {
      return { action: 'unchanged', outcome };
    }
    onUndo(() =>
      mappings.update(existing.id, {
        ownerRef: existing.ownerRef ?? ownerRef,
        source: existing.source,
        entityRefs: existing.entityRefs,
        consentedRoleArn: consent,
      }),
    );
    await mappings.update(existing.id, {
      ...(changes ?? {
        ownerRef,
        source: 'provisioned',
        entityRefs: existing.entityRefs,
      }),
      consentedRoleArn: desired.role.arn,
    });
    return { action: 'update', outcome };
  },
};

type Mapping = NonNullable<ObservedState['mapping']>;

/** Entities are added, never taken away: other pages may show the mapping. */
function changesOf(desired: DesiredState, mapping: Mapping) {
  const entityRefs = [
    ...new Set([...mapping.entityRefs, ...desired.entityRefs]),
  ].sort();
  const changed =
    mapping.ownerRef !== desired.ownerRef ||
    mapping.source !== 'provisioned' ||
    entityRefs.length !== mapping.entityRefs.length;
  return changed
    ? {
        ownerRef: desired.ownerRef,
        source: 'provisioned' as const,
        entityRefs,
      }
    : undefined;
}

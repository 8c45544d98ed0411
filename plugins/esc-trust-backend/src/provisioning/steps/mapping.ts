import { isError } from '@backstage/errors';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { randomUUID } from 'node:crypto';
import { MappingChanges } from '../../mappings/MappingStore';
import { DesiredState } from '../desiredState';
import { ObservedState } from '../observedState';
import { ProvisioningStep } from './ProvisioningStep';

interface Memo {
  /** What people had decided about the mapping; null when there was none. */
  before: MappingChanges | null;
  /** Of the new mapping. */
  id?: string;
}

/** The portal knows that this login uses this role. */
export const mappingStep: ProvisioningStep<Memo> = {
  name: 'mapping',

  plan(desired, { mapping, consentedRoleArn }) {
    const target = stringifyEnvironmentRef(desired.environment);
    if (!mapping) {
      return {
        action: 'create',
        target,
        summary: `Maps ${target} to the role ${desired.role.name}`,
        after: { ownerRef: desired.ownerRef, entityRefs: desired.entityRefs },
      };
    }
    const after =
      changesOf(desired, mapping) ??
      (consentedRoleArn === desired.role.arn
        ? undefined
        : { roleArn: desired.role.arn });
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

  async apply(context) {
    const { desired, mappings, writeStores, assessor, createdBy } = context;
    const { memo, remember } = context;
    const { environment, login, ownerRef, entityRefs } = desired;
    const existing = await mappings.findByLogin(environment, login.path);
    if (!existing) {
      const id = randomUUID();
      await remember({ before: null, id });
      try {
        const mapping = await writeStores(stores =>
          stores.mappings.insert({
            id,
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
          }),
        );
        return { action: 'create', outcome: { mappingId: mapping.id } };
      } catch (error) {
        if (isError(error) && error.name === 'ConflictError') {
          // Somebody else has mapped it in between: that mapping isn't ours.
          await remember(memo);
        }
        throw error;
      }
    }
    const outcome = { mappingId: existing.id };
    const consent = await mappings.getConsent(existing.id);
    const changes = changesOf(desired, existing);
    if (!changes && consent === desired.role.arn) {
      const done = memo?.before ? 'update' : 'create';
      return { action: memo ? done : 'unchanged', outcome };
    }
    await remember({
      before: {
        // A scan may have discovered the login that we have just written.
        ownerRef: existing.ownerRef ?? '',
        ignored: existing.ignored ?? false,
        source: existing.source,
        entityRefs: existing.entityRefs,
        consentedRoleArn: consent ?? null,
      },
    });
    await writeStores(stores =>
      stores.mappings.update(existing.id, {
        ...(changes ?? {
          ownerRef,
          source: 'provisioned',
          entityRefs: existing.entityRefs,
        }),
        consentedRoleArn: desired.role.arn,
        ignored: false,
      }),
    );
    return { action: 'update', outcome };
  },

  async undo({ before, id }, { desired, mappings, writeStores }) {
    const { environment, login } = desired;
    const mapping = await mappings.findByLogin(environment, login.path);
    if (!mapping) {
      return;
    }
    if (before) {
      await writeStores(stores =>
        stores.mappings.update(mapping.id, {
          ...before,
          // Absent where an older version has noted that there was none.
          consentedRoleArn: before.consentedRoleArn ?? null,
        }),
      );
    } else if (mapping.id === id) {
      await writeStores(stores => stores.mappings.delete(mapping.id));
    }
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

import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole, unlessGone } from './readOwnRole';
import { untilChanged } from './untilShown';

type Tags = Record<string, string>;

interface Memo {
  /** The tags that were changed, as they were; null for those that are new. */
  before: Record<string, string | null>;
  after: Tags;
}

/** The role has the tags that were asked for or are fixed; others stay. */
export const tagsStep: ProvisioningStep<Memo> = {
  name: 'tags',

  plan({ role, tags }, observed) {
    const target = role.arn;
    if (!observed.role) {
      return {
        action: 'create',
        target,
        summary: `Tags the role with ${Object.keys(tags).join(', ')}`,
        after: tags,
      };
    }
    const missing = missingTags(tags, observed.role.tags);
    const keys = Object.keys(missing);
    return keys.length === 0
      ? { action: 'unchanged', target, summary: 'The role has its tags' }
      : {
          action: 'update',
          target,
          summary: `Sets the tags ${keys.join(', ')}`,
          before: Object.fromEntries(
            keys.flatMap(key =>
              key in observed.role!.tags
                ? [[key, observed.role!.tags[key]]]
                : [],
            ),
          ),
          after: missing,
        };
  },

  async apply(context) {
    const { desired, writer, actionOf, memo } = context;
    const { tags: present } = await readOwnRole(context);
    const missing = missingTags(desired.tags, present);
    if (Object.keys(missing).length === 0) {
      if (memo) {
        return { action: 'update' };
      }
      // A new role comes with its tags.
      return { action: actionOf('role') === 'create' ? 'create' : 'unchanged' };
    }
    const before = Object.fromEntries(
      Object.keys(missing).map(key => [key, present[key] ?? null]),
    );
    const noted = {
      before: { ...memo?.before, ...before },
      after: { ...memo?.after, ...missing },
    };
    await notedWrite(context, memo, noted, () =>
      writer.tagRole(desired.role.name, missing),
    );
    return { action: 'update' };
  },

  undo: unlessGone(async ({ before, after }, context) => {
    const { desired, writer } = context;
    const role = await untilChanged(
      () => readOwnRole(context),
      ({ tags }) =>
        Object.entries(before).every(
          ([key, was]) => (tags[key] ?? null) === was,
        ),
      context,
    );
    // What somebody has changed since stays.
    const ours = Object.keys(after).filter(
      key => role?.tags[key] === after[key],
    );
    const restored = ours.flatMap(key => {
      const value = before[key];
      return value === null ? [] : [[key, value] as const];
    });
    const added = ours.filter(key => before[key] === null);
    if (restored.length > 0) {
      await writer.tagRole(desired.role.name, Object.fromEntries(restored));
    }
    if (added.length > 0) {
      await writer.untagRole(desired.role.name, added);
    }
  }),
};

/**
 * The tags that are missing or differ. The environment that a role was made for
 * stays its own when others join it.
 */
function missingTags(wanted: Tags, present: Tags): Tags {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) =>
        present[key] !== value &&
        !(key === ESC_TRUST_TAGS.environment && key in present),
    ),
  );
}

import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole, unlessGone } from './readOwnRole';
import { untilChanged } from './untilShown';

interface Memo {
  /** Seconds. */
  before: number;
}

/**
 * The role grants sessions as long as was asked for. It is never shortened:
 * other environments may rely on it.
 */
export const sessionDurationStep: ProvisioningStep<Memo> = {
  name: 'session-duration',

  plan({ role }, observed) {
    const target = role.arn;
    const wanted = role.maxSessionDuration;
    const before = observed.role?.maxSessionDuration;
    if (before === undefined) {
      return {
        action: 'create',
        target,
        summary: `Grants sessions of up to ${wanted} seconds`,
        after: wanted,
      };
    }
    return before >= wanted
      ? {
          action: 'unchanged',
          target,
          summary: `The role grants sessions of up to ${before} seconds`,
        }
      : {
          action: 'update',
          target,
          summary: `Grants sessions of up to ${wanted} seconds`,
          before,
          after: wanted,
        };
  },

  async apply(context) {
    const { desired, writer, actionOf, memo } = context;
    const { name, maxSessionDuration: wanted } = desired.role;
    const { maxSessionDuration: before } = await readOwnRole(context);
    if (before >= wanted) {
      if (memo) {
        return { action: 'update' };
      }
      return { action: actionOf('role') === 'create' ? 'create' : 'unchanged' };
    }
    await notedWrite(context, memo, { before }, () =>
      writer.updateMaxSessionDuration(name, wanted),
    );
    return { action: 'update' };
  },

  undo: unlessGone(async ({ before }, context) => {
    const { desired, writer } = context;
    const { name, maxSessionDuration: wanted } = desired.role;
    const role = await untilChanged(
      () => readOwnRole(context),
      ({ maxSessionDuration }) => maxSessionDuration === before,
      context,
    );
    // Another value is somebody else's.
    if (role?.maxSessionDuration === wanted) {
      await writer.updateMaxSessionDuration(name, before);
    }
  }),
};

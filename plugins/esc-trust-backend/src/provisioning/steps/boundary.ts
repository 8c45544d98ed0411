import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole, unlessGone } from './readOwnRole';
import { untilChanged } from './untilShown';

interface Memo {
  /** The boundary as it was; null when there was none. */
  before: string | null;
}

/** The role has the permissions boundary that it must have. */
export const boundaryStep: ProvisioningStep<Memo> = {
  name: 'boundary',

  plan({ role }, observed) {
    const target = role.arn;
    const wanted = role.permissionsBoundaryArn;
    const before = observed.role?.permissionsBoundaryArn;
    if (!wanted || before === wanted) {
      return {
        action: 'unchanged',
        target,
        summary: wanted
          ? `The permissions boundary is ${wanted}`
          : 'No permissions boundary was asked for',
      };
    }
    return {
      action: before ? 'update' : 'create',
      target,
      summary: `Sets the permissions boundary ${wanted}`,
      ...(before ? { before } : {}),
      after: wanted,
    };
  },

  async apply(context) {
    const { desired, writer, actionOf, memo } = context;
    const { name, permissionsBoundaryArn: wanted } = desired.role;
    if (!wanted) {
      return { action: 'unchanged' };
    }
    const { permissionsBoundaryArn: before } = await readOwnRole(context);
    if (before === wanted) {
      // A new role comes with its boundary.
      return {
        action: memo || actionOf('role') === 'create' ? 'create' : 'unchanged',
      };
    }
    const noted = { before: before ?? null };
    await notedWrite(context, memo, noted, () =>
      writer.setPermissionsBoundary(name, wanted),
    );
    return { action: before ? 'update' : 'create' };
  },

  undo: unlessGone(async ({ before }, context) => {
    const { desired, writer } = context;
    const { name, permissionsBoundaryArn: wanted } = desired.role;
    const role = await untilChanged(
      () => readOwnRole(context),
      ({ permissionsBoundaryArn }) =>
        (permissionsBoundaryArn ?? null) === before,
      context,
    );
    if (role?.permissionsBoundaryArn !== wanted) {
      // It was never set, or somebody else has set another one since.
      return;
    }
    if (before === null) {
      await writer.removePermissionsBoundary(name);
    } else {
      await writer.setPermissionsBoundary(name, before);
    }
  }),
};

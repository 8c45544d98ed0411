import { digest } from '../digest';
import { notedWrite } from './notedWrite';
import { ProvisioningStep } from './ProvisioningStep';
import { readOwnRole, unlessGone } from './readOwnRole';
import { untilChanged } from './untilShown';

/** The name of the inline policy that this portal writes. */
export const INLINE_POLICY_NAME = 'esc-trust';

interface Memo {
  /** Managed policies that were attached, in order. */
  attached: string[];
  /** The inline policy as it was; null when there was none. */
  inline?: { before: string | null; after: string };
}

/** The role has the policies that were asked for; others stay. */
export const permissionsStep: ProvisioningStep<Memo> = {
  name: 'permissions',

  plan({ role }, observed) {
    const target = role.arn;
    const before = observed.role?.attachedPolicyArns ?? [];
    const missing = role.managedPolicyArns.filter(arn => !before.includes(arn));
    const inlineBefore = observed.role?.inlinePolicies[INLINE_POLICY_NAME];
    const writesInline = needsInline(role.inlinePolicy, inlineBefore);
    if (missing.length === 0 && !writesInline) {
      const has = [
        ...role.managedPolicyArns,
        ...(role.inlinePolicy ? ['its inline policy'] : []),
      ];
      return {
        action: 'unchanged',
        target,
        summary:
          has.length > 0
            ? `The role has ${has.join(', ')}`
            : 'No policies were asked for',
      };
    }
    return {
      action: before.length > 0 || inlineBefore ? 'update' : 'create',
      target,
      summary: [
        ...(missing.length > 0 ? [`Attaches ${missing.join(', ')}`] : []),
        ...(writesInline
          ? [`${inlineBefore ? 'Replaces' : 'Writes'} the inline policy`]
          : []),
      ].join('. '),
      before: {
        managedPolicyArns: before,
        ...(inlineBefore ? { inlinePolicy: JSON.parse(inlineBefore) } : {}),
      },
      after: {
        managedPolicyArns: [...before, ...missing],
        ...(role.inlinePolicy
          ? { inlinePolicy: JSON.parse(role.inlinePolicy) }
          : {}),
      },
    };
  },

  async apply(context) {
    const { desired, writer, memo } = context;
    const { name, managedPolicyArns, inlinePolicy } = desired.role;
    if (managedPolicyArns.length === 0 && !inlinePolicy) {
      return { action: 'unchanged' };
    }
    const { attachedPolicyArns: before, inlinePolicies } = await readOwnRole(
      context,
    );
    let noted: Memo = memo ?? { attached: [] };
    const note = async (more: Memo, write: () => Promise<void>) => {
      await notedWrite(context, noted, more, write);
      noted = more;
    };
    const missing = managedPolicyArns.filter(arn => !before.includes(arn));
    for (const arn of missing) {
      const attached = [...new Set([...noted.attached, arn])];
      await note({ ...noted, attached }, () => writer.attachPolicy(name, arn));
    }
    const inlineBefore = inlinePolicies[INLINE_POLICY_NAME];
    const writesInline = needsInline(inlinePolicy, inlineBefore);
    if (inlinePolicy && writesInline) {
      const inline = {
        before: inlineBefore ?? null,
        after: inlinePolicy,
      };
      await note({ ...noted, inline }, () =>
        writer.putInlinePolicy(name, INLINE_POLICY_NAME, inlinePolicy),
      );
    }
    if (missing.length === 0 && !writesInline && !memo) {
      return { action: 'unchanged' };
    }
    const others = before.filter(arn => !noted.attached.includes(arn));
    return { action: others.length > 0 ? 'update' : 'create' };
  },

  undo: unlessGone(async ({ attached, inline }, context) => {
    const { writer, desired } = context;
    const { name } = desired.role;
    await readOwnRole(context);
    for (const arn of [...attached].reverse()) {
      // Without reading whether it is there: it may not show yet, and taking
      // away what isn't attached is no error.
      await writer.detachPolicy(name, arn);
    }
    if (!inline) {
      return;
    }
    const { before, after } = inline;
    const saysAsBefore = (present: string | undefined) =>
      before === null ? present === undefined : !needsInline(before, present);
    const inlineOf = async () =>
      (await readOwnRole(context)).inlinePolicies[INLINE_POLICY_NAME];
    const changed = await untilChanged(inlineOf, saysAsBefore, context);
    if (changed === undefined || needsInline(after, changed)) {
      // It was never written, or somebody has changed it since.
      return;
    }
    await (before === null
      ? writer.deleteInlinePolicy(name, INLINE_POLICY_NAME)
      : writer.putInlinePolicy(name, INLINE_POLICY_NAME, before));
  }),
};

/** Whether an inline policy says something else than it should. */
function needsInline(
  wanted: string | undefined,
  present: string | undefined,
): boolean {
  if (wanted === undefined) {
    return false;
  }
  return (
    present === undefined ||
    digest(JSON.parse(wanted)) !== digest(JSON.parse(present))
  );
}

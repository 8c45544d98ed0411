import { ConflictError } from '@backstage/errors';
import { TrustPolicyDocument } from '@internal/backstage-plugin-esc-trust-common';
import { StepContext } from './ProvisioningStep';
import { policyDigest } from '../digest';
import { readTrustPolicy } from './readTrustPolicy';
import { isRefusal } from './refusal';

/** What a step must know to take a trust policy back. */
export interface TrustPolicyMemo {
  before: TrustPolicyDocument;
  after: TrustPolicyDocument;
}

/**
 * Writes a role's trust policy; {@link confirmTrustPolicy} is to follow.
 *
 * @param before - as it was read
 * @param document - what it becomes
 */
export async function writeTrustPolicy(
  context: StepContext,
  before: TrustPolicyDocument,
  document: TrustPolicyDocument,
): Promise<void> {
  const { writer, ownRoles, writeStores, desired } = context;
  const { arn, name } = desired.role;
  const last = await ownRoles.lastPolicy(arn);
  // Noted before: should the answer get lost, the next reader waits for it to
  // show, and no longer than AWS may take.
  await writeStores(stores =>
    stores.ownRoles.rememberPolicy(arn, document, before),
  );
  try {
    await writer.updateTrustPolicy(name, JSON.stringify(document));
  } catch (error) {
    if (isRefusal(error)) {
      await writeStores(stores => stores.ownRoles.restorePolicy(arn, last));
    }
    throw error;
  }
}

/**
 * Reads a trust policy back until it shows.
 *
 * @throws ConflictError when somebody else writes at the same time
 */
export async function confirmTrustPolicy(
  context: StepContext,
  document: TrustPolicyDocument,
): Promise<void> {
  const shown = await readTrustPolicy(context);
  if (policyDigest(shown) !== policyDigest(document)) {
    throw new ConflictError(
      `Somebody else is changing the trust policy of ${context.desired.role.name} at the same time: look at it and try again`,
    );
  }
}

/**
 * Takes a change of a trust policy back: the document as it was, or, when
 * somebody has changed more since, theirs without what this operation added.
 */
export async function undoTrustPolicy(
  memo: TrustPolicyMemo,
  context: StepContext,
  takeOut: (current: TrustPolicyDocument) => TrustPolicyDocument,
): Promise<void> {
  const current = await readTrustPolicy(context);
  const [before, after, now] = [memo.before, memo.after, current].map(
    document => policyDigest(document),
  );
  if (now === after) {
    await writeTrustPolicy(context, current, memo.before);
    await confirmTrustPolicy(context, memo.before);
  } else if (now !== before) {
    const without = takeOut(current);
    if (without !== current) {
      await writeTrustPolicy(context, current, without);
      await confirmTrustPolicy(context, without);
    }
  }
}

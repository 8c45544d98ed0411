import {
  decodeTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { IAM_PROPAGATION_MS } from '../../aws/retryPolicy';
import { policyDigest } from '../digest';
import { StepContext } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';

/** What AWS shows for so long, having shown our write before, is no echo. */
const STEADY_MS = 10_000;
const DELAY_MS = 1_000;

/**
 * The role's trust policy, and never an older one than this portal has written.
 *
 * @remarks
 * IAM is eventually consistent and knows no compare-and-set: an edit of a stale
 * copy would undo what was written a moment ago. While our last write is young
 * and something else shows, it is read again: what was there before our write
 * until the write is old enough, and so is all else unless AWS has shown our
 * write already and something new since, for a while and without interruption.
 * Then, as after that time, what shows is what somebody else has written.
 */
export async function readTrustPolicy(
  context: StepContext,
): Promise<TrustPolicyDocument> {
  const { ownRoles, writeStores, desired, clock, signal } = context;
  const { arn } = desired.role;
  const last = await ownRoles.lastPolicy(arn);
  let steady: { digest: string; since: number } | undefined;
  for (;;) {
    const { trustPolicy } = await readOwnRole(context);
    const document = decodeTrustPolicy(trustPolicy);
    const digest = policyDigest(document);
    const now = clock.now().getTime();
    if (digest === last?.digest) {
      await writeStores(stores => stores.ownRoles.notePolicyShown(arn, last));
      return document;
    }
    if (!last || now - last.writtenAt.getTime() >= IAM_PROPAGATION_MS) {
      return document;
    }
    if (steady?.digest !== digest) {
      steady = { digest, since: now };
    }
    const isNew = last.shown && !last.replaced.includes(digest);
    if (isNew && now - steady.since >= STEADY_MS) {
      return document;
    }
    await clock.wait(DELAY_MS, signal);
  }
}

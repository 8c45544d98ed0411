import {
  decodeTrustPolicy,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { digest } from '../digest';
import { StepContext } from './ProvisioningStep';
import { readOwnRole } from './readOwnRole';

/** After this time AWS shows what was written; "seconds", as observed. */
export const PROPAGATION_MS = 60_000;
const DELAY_MS = 1_000;

/**
 * The role's trust policy, and never an older one than this portal has written.
 *
 * @remarks
 * IAM is eventually consistent and knows no compare-and-set: an edit of a stale
 * copy would undo what was written a moment ago. While our last write is young
 * and something else shows, it is read again; after that time what shows is
 * what somebody else has written.
 */
export async function readTrustPolicy(
  context: StepContext,
): Promise<TrustPolicyDocument> {
  const { ownRoles, desired, clock, signal } = context;
  const last = await ownRoles.lastPolicy(desired.role.arn);
  for (;;) {
    const { trustPolicy } = await readOwnRole(context);
    const document = decodeTrustPolicy(trustPolicy);
    const age = last ? clock.now().getTime() - last.writtenAt.getTime() : 0;
    if (!last || age >= PROPAGATION_MS || digest(document) === last.digest) {
      return document;
    }
    await clock.wait(DELAY_MS, signal);
  }
}

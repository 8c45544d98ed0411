import { requireGuardrails } from '../requireGuardrails';
import {
  allowing,
  ENTRY,
  policy,
  proposal,
  provisioning,
  READ_BUCKET,
} from './proposals';

/** All that a policy for administrators needs to say. */
export const ADMIN = allowing({ Action: '*' });

/** A boundary as a configuration names it. */
export const BOUNDARY = 'arn:{partition}:iam::{accountId}:policy/Boundary';

/** What differs from a harmless provision that is allowed. */
export interface Case {
  config?: object;
  proposed?: Parameters<typeof proposal>[0];
  read?: () => Promise<{ document: unknown } | undefined>;
}

/** A role with this inline policy. */
export const inline = (document: Record<string, unknown>) => ({
  role: { inlinePolicy: document },
});

/** A role with these policies of AWS. */
export const attached = (...names: string[]) => ({
  role: { managedPolicyArns: names.map(policy) },
});

/** A configuration with one entry that differs. */
export const entry = (change: object) => ({ allow: [{ ...ENTRY, ...change }] });

/** Every policy reads a bucket. */
export const getManagedPolicy = async () => ({
  document: READ_BUCKET as unknown,
});

/** Asks the guardrails. */
export function ask({ config, proposed, read = getManagedPolicy }: Case) {
  return requireGuardrails({
    proposed: proposal(proposed),
    provisioning: provisioning(config),
    getManagedPolicy: read,
  });
}

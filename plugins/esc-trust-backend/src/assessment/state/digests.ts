import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { createHash } from 'node:crypto';
import { RoleFacts } from './AccountState';

/** Another one makes everything be judged anew. */
const ENGINE = 1;

/** An environment that a role's owner agreed to. */
export type Consent = EnvironmentRef & { ownerRef: string };

/** Of all that the mappings of a role are assessed against, null without it. */
export function roleDigest(
  role: RoleFacts | null,
  consents: Consent[],
): string {
  return digestOf([
    role && [
      role.id,
      role.trustPolicy,
      role.maxSessionDuration,
      role.owner?.ref ?? null,
      Boolean(role.owner),
    ],
    consents
      .map(({ organization, project, name, ownerRef }) =>
        [organization, project, name, ownerRef].join('/'),
      )
      .sort(),
  ]);
}

/** Of an identity provider, null when it is missing. */
export function providerDigest(
  provider: { clientIds: string[] } | null,
): string {
  return digestOf(provider && [...provider.clientIds].sort());
}

function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([ENGINE, value]))
    .digest('hex');
}

/** IAM sends documents URL-encoded. */
export function decodeDocument(document: string): string {
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}

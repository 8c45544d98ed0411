import {
  AccountChanges,
  RoleFacts,
  StoredProvider,
  StoredRole,
} from '../state/AccountState';
import { Consent, providerDigest, roleDigest } from '../state/digests';
import { AccountSnapshot } from './readAccount';

/** An account as it is known by now, and what is new about it. */
export interface AccountDiff {
  /** By ARN; what was read by itself a moment ago counts more than a list. */
  roles: Map<string, RoleFacts>;
  /** By issuer. */
  identityProviders: Map<string, { clientIds: string[] } | null>;
  /** Roles whose mappings are to be judged anew. */
  changedRoleArns: Set<string>;
  /** Whether all mappings of the account are. */
  providerChanged: boolean;
  changes: AccountChanges;
}

/**
 * Compares what an account holds with what is stored.
 *
 * @remarks
 * IAM's lists lag behind. What was read by itself, as after a provision, at the
 * same time or shortly before is not overruled by a list, which would show the
 * state before; the next scan compares again.
 */
export function diffAccount(options: {
  accountId: string;
  /** Epoch milliseconds: what was read by itself later than this counts. */
  settledBefore: number;
  snapshot: AccountSnapshot;
  /** Roles that mappings name, whether they are there or not. */
  named: ReadonlySet<string>;
  stored: {
    roles: Map<string, StoredRole>;
    providers: Map<string, StoredProvider>;
  };
  /** By role. */
  consents: Map<string, Consent[]>;
}): AccountDiff {
  const { accountId, settledBefore, snapshot, named, stored, consents } =
    options;
  const diff: AccountDiff = {
    roles: new Map(),
    identityProviders: new Map(),
    changedRoleArns: new Set(),
    providerChanged: false,
    changes: {
      accountId,
      settledBefore,
      roles: [],
      goneRoleArns: [],
      providers: [],
    },
  };

  for (const arn of new Set([
    ...snapshot.roles.keys(),
    ...stored.roles.keys(),
    ...named,
  ])) {
    const before = stored.roles.get(arn);
    const isRecent = before !== undefined && before.readAt > settledBefore;
    const listed = snapshot.roles.get(arn);
    const facts =
      (isRecent
        ? before.facts
        : listed && { ...listed, owner: ownerStill(listed.id, before) }) ??
      null;
    if (facts) {
      diff.roles.set(arn, facts);
    } else if (!named.has(arn)) {
      diff.changes.goneRoleArns.push(arn);
      continue;
    }
    const digest = roleDigest(facts, consents.get(arn) ?? []);
    if (digest !== before?.digest) {
      diff.changedRoleArns.add(arn);
      diff.changes.roles.push({
        arn,
        facts,
        readAt: before && (isRecent || facts?.owner) ? before.readAt : 0,
        digest,
      });
    }
  }

  for (const [issuer, { arn, facts: read }] of snapshot.identityProviders) {
    const before = stored.providers.get(issuer);
    const isRecent = before !== undefined && before.readAt > settledBefore;
    const facts = isRecent ? before.facts : read;
    diff.identityProviders.set(issuer, facts);
    const digest = providerDigest(facts);
    if (digest !== before?.digest) {
      diff.providerChanged = true;
      diff.changes.providers.push({
        arn,
        issuer,
        facts,
        readAt: before?.readAt ?? 0,
        digest,
      });
    }
  }
  return diff;
}

/** The owner as last read, unless the role was made anew since. */
function ownerStill(
  roleId: string | undefined,
  before: StoredRole | undefined,
): RoleFacts['owner'] {
  return before?.facts && before.facts.id === roleId
    ? before.facts.owner
    : undefined;
}

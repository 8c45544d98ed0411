import {
  Account,
  ProvisioningOptions,
} from '@internal/backstage-plugin-esc-trust-common';
import { choicesFor } from './choices';
import { Selection } from './selection';

/** An account as the form shows it. */
export interface NamedAccount {
  accountId: string;
  title?: string;
}

/**
 * Why an account isn't offered: no team of the user may provision there, the
 * chosen owner may not, or not for the chosen environment's project.
 */
export type MissingReason = 'team' | 'owner' | 'project';

/** Accounts that a role may be created in, for what is chosen already. */
export function offeredAccounts(
  options: ProvisioningOptions,
  { environment, ownerRef }: Selection,
): NamedAccount[] {
  return namedAccounts(
    choicesFor(options, { environment, ownerRef }).flatMap(
      ({ accounts }) => accounts,
    ),
  );
}

/** Accounts that the portal knows and doesn't offer, each with the reason. */
export function missingAccounts(
  options: ProvisioningOptions,
  known: Account[],
  { environment, ownerRef }: Selection,
): Array<NamedAccount & { reason: MissingReason }> {
  const offered = idsOf(offeredAccounts(options, { environment, ownerRef }));
  const ofOwner = idsOf(offeredAccounts(options, { ownerRef }));
  const ofTeams = offeredAccounts(options, {});
  const reasonOf = (accountId: string): MissingReason => {
    if (!idsOf(ofTeams).has(accountId)) {
      return 'team';
    }
    return ofOwner.has(accountId) ? 'project' : 'owner';
  };
  return namedAccounts([...ofTeams, ...known])
    .filter(({ accountId }) => !offered.has(accountId))
    .map(account => ({ ...account, reason: reasonOf(account.accountId) }));
}

function idsOf(accounts: NamedAccount[]): Set<string> {
  return new Set(accounts.map(({ accountId }) => accountId));
}

/** Each account once, in the order of its first mention. */
function namedAccounts(accounts: NamedAccount[]): NamedAccount[] {
  const byId = new Map<string, NamedAccount>();
  for (const { accountId, title } of accounts) {
    if (!byId.has(accountId)) {
      byId.set(accountId, { accountId, ...(title ? { title } : {}) });
    }
  }
  return [...byId.values()];
}

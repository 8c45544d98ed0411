import { RootConfigService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';

/** Whose calls AWS counts together with those of an account, as a name. */
export type CallerOf = (accountId: string) => string;

/** Credentials of Backstage's main account, which assume a role elsewhere. */
const MAIN = 'main';

/**
 * Tells under whose credentials the calls of each account start: AWS may count
 * those of a role that was assumed with the account that has assumed it
 * [unverified].
 *
 * @param config - with Backstage's `aws` section
 */
export function readCallerAccounts(config: RootConfigService): CallerOf {
  const callers = new Map<string, string>();
  for (const account of config.getOptionalConfigArray('aws.accounts') ?? []) {
    const accountId = account.getString('accountId');
    const accessKeyId = account.getOptionalString('accessKeyId');
    const isItsOwn =
      account.has('profile') ||
      account.has('webIdentityTokenFile') ||
      (accessKeyId !== undefined && !account.has('roleName'));
    if (isItsOwn) {
      callers.set(accountId, `account ${accountId}`);
    } else if (accessKeyId !== undefined) {
      const digest = createHash('sha256').update(accessKeyId).digest('hex');
      callers.set(accountId, `access key ${digest.slice(0, 16)}`);
    }
  }
  return accountId => callers.get(accountId) ?? MAIN;
}

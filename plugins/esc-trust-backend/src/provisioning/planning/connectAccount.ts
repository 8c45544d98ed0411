import { ServiceUnavailableError } from '@backstage/errors';
import { AwsAccountReader, AwsAccounts } from '../../aws/AwsAccount';
import { rolesAssumed } from '../rolesAssumed';

/** An account, with who the portal is there. */
export interface ConnectedAccount {
  account: AwsAccountReader;
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  partition: string;
  /** Roles that the portal itself assumes. */
  portalRoleNames: string[];
}

/**
 * Reaches an account for reads and for writes.
 *
 * @throws ServiceUnavailableError when the credentials are another account's
 */
export async function connectAccount(
  aws: AwsAccounts,
  accountId: string,
): Promise<ConnectedAccount> {
  const account = await aws.reader(accountId);
  const writer = await aws.writer(accountId);
  const [portal, writing] = await Promise.all([
    account.getCaller(),
    writer.getCaller(),
  ]);
  const strange = [portal, writing].find(one => one.accountId !== accountId);
  if (strange) {
    throw new ServiceUnavailableError(
      `The credentials for account ${accountId} belong to account ${strange.accountId}: correct aws.accounts`,
    );
  }
  return {
    account,
    partition: portal.partition,
    portalRoleNames: rolesAssumed(portal, writing),
  };
}

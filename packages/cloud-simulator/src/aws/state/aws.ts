import { checkName } from '../iam/names';
import type { AwsPartition } from './account';
import { SimulatedAccount } from './account';
import type { AccountQuotas } from './quotas';
import { defaultQuotas } from './quotas';

/**
 * AWS: its accounts, and the access keys that open them.
 *
 * @public
 */
export class SimulatedAws {
  private readonly byId = new Map<string, SimulatedAccount>();

  constructor(
    private readonly now: () => Date,
    private readonly issueAccessKey: (user: {
      accountId: string;
      arn: string;
      userId: string;
    }) => { accessKeyId: string; secretAccessKey: string },
  ) {}

  /** Adds an account. */
  addAccount(
    accountId: string,
    options: {
      partition?: AwsPartition;
      quotas?: Partial<AccountQuotas>;
    } = {},
  ): SimulatedAccount {
    if (!/^\d{12}$/.test(accountId)) {
      throw new Error(`An AWS account id has twelve digits, not ${accountId}`);
    }
    if (this.byId.has(accountId)) {
      throw new Error(`The account ${accountId} exists already`);
    }
    const account = new SimulatedAccount(
      accountId,
      options.partition ?? 'aws',
      { ...defaultQuotas, ...options.quotas },
      { now: this.now, principalExists: arn => this.principalExists(arn) },
    );
    this.byId.set(accountId, account);
    return account;
  }

  /** An account that was added. */
  account(accountId: string): SimulatedAccount {
    const account = this.findAccount(accountId);
    if (!account) {
      throw new Error(`There is no account ${accountId}`);
    }
    return account;
  }

  /** All accounts. */
  accounts(): SimulatedAccount[] {
    return [...this.byId.values()];
  }

  /** Makes an access key for an IAM user, and the user when it is new. */
  createAccessKey(options: { accountId: string; userName: string }): {
    accessKeyId: string;
    secretAccessKey: string;
  } {
    const account = this.account(options.accountId);
    const userName = checkName(options.userName, 'userName');
    const arn = account.addUser(userName);
    const { accessKeyId, secretAccessKey } = this.issueAccessKey({
      accountId: account.accountId,
      arn,
      userId: account.users.get(userName)!,
    });
    return { accessKeyId, secretAccessKey };
  }

  /** An account, if it was added. */
  findAccount(accountId: string): SimulatedAccount | undefined {
    return this.byId.get(accountId);
  }

  /**
   * AWS refuses a principal that does not exist. Of accounts that are not
   * here nothing is known, so their principals pass.
   */
  private principalExists(arn: string): boolean {
    const [, partition, service, , accountId, resource] = arn.split(':');
    const account = this.byId.get(accountId);
    if (account && account.partition !== partition) {
      return false;
    }
    if (!account || service === 'sts') {
      return true;
    }
    const name = resource.slice(resource.lastIndexOf('/') + 1);
    if (resource.startsWith('user/')) {
      return account.users.has(name);
    }
    if (resource.startsWith('role/')) {
      return account.role(name)?.arn === arn;
    }
    return true;
  }
}

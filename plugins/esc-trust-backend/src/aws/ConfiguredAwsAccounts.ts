import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { AccountConfig } from '../config/readEscTrustConfig';
import { AwsAccountReader, AwsAccounts, AwsAccountWriter } from './AwsAccount';
import { IamAccount } from './IamAccount';

/** IAM of the partition `aws` is global and lives in this region. */
const REGION = 'us-east-1';
const USER_AGENT = 'backstage-plugin-esc-trust';

type Credentials = Awaited<
  ReturnType<AwsCredentialsManager['getCredentialProvider']>
>['sdkCredentialProvider'];

/**
 * The accounts of `escTrust.accounts`, with credentials from Backstage's `aws`
 * section.
 *
 * @remarks
 * Backstage's credentials manager tries any account ID once `accountDefaults`
 * is set, so the list of accounts is checked here, first.
 */
export class ConfiguredAwsAccounts implements AwsAccounts {
  readonly #accounts: Map<string, AccountConfig>;
  readonly #credentials: AwsCredentialsManager;
  readonly #clients = new Map<string, Promise<IamAccount>>();

  constructor(options: {
    accounts: AccountConfig[];
    credentials: AwsCredentialsManager;
  }) {
    this.#accounts = new Map(options.accounts.map(a => [a.accountId, a]));
    this.#credentials = options.credentials;
  }

  async reader(accountId: string): Promise<AwsAccountReader> {
    return this.#client(accountId, 'read');
  }

  async writer(accountId: string): Promise<AwsAccountWriter> {
    return this.#client(accountId, 'write');
  }

  #client(accountId: string, purpose: 'read' | 'write'): Promise<IamAccount> {
    const account = this.#accounts.get(accountId);
    if (!account) {
      throw new NotFoundError(
        `The account ${accountId} is not in escTrust.accounts`,
      );
    }
    const key = `${purpose} ${accountId}`;
    let client = this.#clients.get(key);
    if (!client) {
      client = this.#createClient(account, purpose);
      this.#clients.set(key, client);
      // A client that could not be made is not kept.
      client.catch(() => this.#clients.delete(key));
    }
    return client;
  }

  async #createClient(
    account: AccountConfig,
    purpose: 'read' | 'write',
  ): Promise<IamAccount> {
    const { accountId } = account;
    const credentials = await this.#credentialsFor(account, purpose);
    const options = {
      region: REGION,
      customUserAgent: USER_AGENT,
      credentials,
      // A write is repeated only when it is known to have had no effect.
      maxAttempts: purpose === 'read' ? 3 : 1,
      // Far below the lease of an operation.
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000 },
    };
    const credentialKeys =
      purpose === 'write' && account.provisioningRoleName
        ? 'provisioningRoleName in escTrust.accounts'
        : 'aws.accounts, aws.accountDefaults and aws.mainAccount';
    return new IamAccount({
      accountId,
      credentialKeys,
      iam: new IAMClient(options),
      sts: new STSClient(options),
    });
  }

  async #credentialsFor(
    account: AccountConfig,
    purpose: 'read' | 'write',
  ): Promise<Credentials> {
    const { accountId, provisioningRoleName } = account;
    try {
      const own = await this.#credentials.getCredentialProvider({ accountId });
      if (purpose === 'read' || !provisioningRoleName) {
        return own.sdkCredentialProvider;
      }
      const main = await this.#credentials.getCredentialProvider();
      return fromTemporaryCredentials({
        masterCredentials: main.sdkCredentialProvider,
        params: {
          RoleArn: `arn:aws:iam::${accountId}:role/${provisioningRoleName}`,
          RoleSessionName: 'backstage',
        },
        clientConfig: { region: REGION, customUserAgent: USER_AGENT },
      });
    } catch {
      throw new ServiceUnavailableError(
        `There are no AWS credentials for account ${accountId}: add it to aws.accounts or set aws.accountDefaults.roleName`,
      );
    }
  }
}

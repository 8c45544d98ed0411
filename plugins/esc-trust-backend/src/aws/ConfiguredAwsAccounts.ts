import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { AccountConfig } from '../config/readEscTrustConfig';
import { Metrics, noMetrics } from '../metrics/Metrics';
import { Clock } from '../time/Clock';
import { WriteGuard } from '../time/WriteGuard';
import {
  AwsAccountLister,
  AwsAccountReader,
  AwsAccounts,
  AwsAccountWriter,
} from './AwsAccount';
import { countCalls } from './countCalls';
import { AWS_CALL_TIMEOUT_MS, IamClients } from './IamClients';
import { IamLister } from './IamLister';
import { IamReader } from './IamReader';
import { IamWriter } from './IamWriter';
import { parseInTurns } from './parseInTurns';

/** IAM is global within a partition, and lives in one region of it. */
const REGIONS = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};
const USER_AGENT = 'backstage-plugin-esc-trust';
const MOST_READ_TRIES = 3;

/** What clients are for: lists take care of limits and connections. */
type Purpose = 'read' | 'list' | 'write';

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
  readonly #clock: Clock | undefined;
  readonly #metrics: Metrics;
  readonly #clients = new Map<string, Promise<IamClients>>();
  /** How the clients of a partition that list are connected. */
  readonly #listConnections = new Map<string, IAMClient>();
  readonly #listTimeoutMs: number | undefined;

  constructor(options: {
    accounts: AccountConfig[];
    credentials: AwsCredentialsManager;
    /** For waiting between tries. */
    clock?: Clock;
    /** Milliseconds, of each call that lists. */
    listTimeoutMs?: number;
    metrics?: Metrics;
  }) {
    this.#accounts = new Map(options.accounts.map(a => [a.accountId, a]));
    this.#credentials = options.credentials;
    this.#clock = options.clock;
    this.#listTimeoutMs = options.listTimeoutMs;
    this.#metrics = options.metrics ?? noMetrics;
  }

  async reader(accountId: string): Promise<AwsAccountReader> {
    return new IamReader(await this.#clientsOf(accountId, 'read'));
  }

  async lister(accountId: string): Promise<AwsAccountLister> {
    return new IamLister(await this.#clientsOf(accountId, 'list'), {
      timeoutMs: this.#listTimeoutMs,
    });
  }

  async writer(
    accountId: string,
    guard?: WriteGuard,
  ): Promise<AwsAccountWriter> {
    return new IamWriter(await this.#clientsOf(accountId, 'write'), {
      guard,
      clock: this.#clock,
    });
  }

  #clientsOf(accountId: string, purpose: Purpose): Promise<IamClients> {
    const account = this.#accounts.get(accountId);
    if (!account) {
      throw new NotFoundError(
        `The account ${accountId} is not in escTrust.accounts`,
      );
    }
    const key = `${purpose} ${accountId}`;
    let clients = this.#clients.get(key);
    if (!clients) {
      clients = this.#createClients(account, purpose);
      this.#clients.set(key, clients);
      // Clients that could not be made are not kept.
      clients.catch(() => this.#clients.delete(key));
    }
    return clients;
  }

  async #createClients(
    account: AccountConfig,
    purpose: Purpose,
  ): Promise<IamClients> {
    const { accountId, provisioningRoleName } = account;
    const options = {
      ...connectionOptions(account),
      credentials: await this.#credentialsFor(account, purpose),
    };
    const iam = new IAMClient({
      ...options,
      ...(purpose === 'list' ? this.#listConnection(account) : {}),
      // The SDK would repeat a write whose answer got lost, and one that a
      // quota forbids; `IamWrites` knows better. It knows no limit on calls.
      maxAttempts: purpose === 'read' ? MOST_READ_TRIES : 1,
    });
    iam.middlewareStack.use(countCalls('iam', this.#metrics));
    const sts = new STSClient({ ...options, maxAttempts: MOST_READ_TRIES });
    sts.middlewareStack.use(countCalls('sts', this.#metrics));
    if (purpose === 'list') {
      this.#listConnections.set(account.partition, iam);
      parseInTurns(iam);
    }
    return {
      accountId,
      credentialKeys:
        purpose === 'write' && provisioningRoleName
          ? 'provisioningRoleName in escTrust.accounts'
          : 'aws.accounts, aws.accountDefaults and aws.mainAccount',
      iam,
      sts,
    };
  }

  /** Thousands of accounts are behind one address: they share connections. */
  #listConnection({ partition }: AccountConfig) {
    const other = this.#listConnections.get(partition);
    return other ? { requestHandler: other.config.requestHandler } : {};
  }

  async #credentialsFor(
    account: AccountConfig,
    purpose: Purpose,
  ): Promise<Credentials> {
    const { accountId, partition, provisioningRoleName } = account;
    try {
      const own = await this.#credentials.getCredentialProvider({ accountId });
      if (purpose !== 'write' || !provisioningRoleName) {
        return own.sdkCredentialProvider;
      }
      const main = await this.#credentials.getCredentialProvider();
      return fromTemporaryCredentials({
        masterCredentials: main.sdkCredentialProvider,
        params: {
          RoleArn: `arn:${partition}:iam::${accountId}:role/${provisioningRoleName}`,
          RoleSessionName: 'backstage',
        },
        clientConfig: connectionOptions(account),
        clientPlugins: [countCalls('sts', this.#metrics)],
      });
    } catch {
      throw new ServiceUnavailableError(
        `There are no AWS credentials for account ${accountId}: add it to aws.accounts or set aws.accountDefaults.roleName`,
      );
    }
  }
}

function connectionOptions(account: AccountConfig) {
  return {
    region: REGIONS[account.partition],
    customUserAgent: USER_AGENT,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: AWS_CALL_TIMEOUT_MS,
      // Otherwise the SDK only logs that the time is over.
      throwOnRequestTimeout: true,
      // For an answer that begins and then stops.
      socketTimeout: AWS_CALL_TIMEOUT_MS,
    },
  };
}

import { IAMClient, IAMClientConfig } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DemoData } from '@internal/cloud-simulator';
import {
  AwsAccountLister,
  AwsAccountReader,
  AwsAccounts,
  AwsAccountWriter,
} from '../aws/AwsAccount';
import { IamClients } from '../aws/IamClients';
import { IamLister } from '../aws/IamLister';
import { IamReader } from '../aws/IamReader';
import { IamWriter } from '../aws/IamWriter';
import { Clock } from '../time/Clock';
import { WriteGuard } from '../time/WriteGuard';

const REGION = 'us-east-1';
const MOST_READ_TRIES = 3;

/** The demo's accounts, reached without a network and without waiting. */
export class SimulatedAwsAccounts implements AwsAccounts {
  readonly #clients = new Map<string, Promise<IamClients>>();

  constructor(
    private readonly options: {
      /** Of the user who may assume the portal's roles. */
      credentials: DemoData['awsCredentials'];
      /** How the AWS SDK reaches the simulator. */
      connection: Pick<IAMClientConfig, 'requestHandler' | 'endpoint'>;
      clock: Clock;
      timeoutMs?: number;
    },
  ) {}

  async reader(accountId: string): Promise<AwsAccountReader> {
    return new IamReader(await this.#clientsOf(accountId, MOST_READ_TRIES));
  }

  async lister(accountId: string): Promise<AwsAccountLister> {
    const { timeoutMs } = this.options;
    return new IamLister(await this.#clientsOf(accountId, 1), { timeoutMs });
  }

  async writer(
    accountId: string,
    guard?: WriteGuard,
  ): Promise<AwsAccountWriter> {
    const { clock, timeoutMs } = this.options;
    return new IamWriter(await this.#clientsOf(accountId, 1), {
      guard,
      clock,
      timeoutMs,
      random: () => 0.5,
    });
  }

  #clientsOf(accountId: string, tries: number): Promise<IamClients> {
    const key = `${accountId} ${tries}`;
    const known = this.#clients.get(key) ?? this.#connect(accountId, tries);
    this.#clients.set(key, known);
    return known;
  }

  async #connect(accountId: string, tries: number): Promise<IamClients> {
    const { credentials, connection } = this.options;
    const main = new STSClient({
      region: REGION,
      credentials,
      ...connection,
    });
    const { Credentials } = await main.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/esc-trust-portal`,
        RoleSessionName: 'backstage',
      }),
    );
    const options = {
      region: REGION,
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      },
      ...connection,
      retryStrategy: immediateRetries(tries),
    };
    return {
      accountId,
      credentialKeys: 'aws.accounts',
      iam: new IAMClient(options),
      sts: new STSClient(options),
    };
  }
}

/** As the SDK repeats calls, without its waiting. */
function immediateRetries(tries: number) {
  const token = (count: number) => ({
    getRetryCount: () => count,
    getRetryDelay: () => 0,
  });
  return {
    mode: 'standard',
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (
      { getRetryCount }: ReturnType<typeof token>,
      { errorType }: { errorType: string },
    ) => {
      const count = getRetryCount() + 1;
      if (count >= tries || !['THROTTLING', 'TRANSIENT'].includes(errorType)) {
        throw new Error('No more tries');
      }
      return token(count);
    },
    recordSuccess: () => {},
  };
}

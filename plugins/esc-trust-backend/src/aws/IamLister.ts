import {
  GetOpenIDConnectProviderCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { within } from '../time/within';
import {
  AwsAccountLister,
  IdentityProviderState,
  ListOptions,
  RolePage,
} from './AwsAccount';
import { isAbsent, translateAwsError } from './awsErrors';
import { BrokenConnectionError, isBrokenConnection } from './brokenConnection';
import { AWS_CALL_TIMEOUT_MS, IamClients } from './IamClients';
import { soundIdentityProvider, soundRolePage } from './soundAnswer';
import { isThrottle, ThrottledError } from './throttling';

/** The most that IAM gives at once. */
const PAGE_SIZE = 1_000;

/** Lists IAM of one account: each of its methods makes one call, once. */
export class IamLister implements AwsAccountLister {
  readonly #clients: IamClients;
  readonly #timeoutMs: number;

  /** @param clients - whose IAM client doesn't repeat calls by itself */
  constructor(clients: IamClients, options: { timeoutMs?: number } = {}) {
    this.#clients = clients;
    this.#timeoutMs = options.timeoutMs ?? AWS_CALL_TIMEOUT_MS;
  }

  async listRoles(
    options: ListOptions & { marker?: string } = {},
  ): Promise<RolePage> {
    const { marker: Marker } = options;
    const command = new ListRolesCommand({ MaxItems: PAGE_SIZE, Marker });
    const answer = await this.#call('iam:ListRoles', options, abortSignal =>
      this.#clients.iam.send(command, { abortSignal }),
    );
    return soundRolePage(answer, this.#clients);
  }

  async getIdentityProvider(
    arn: string,
    options: ListOptions = {},
  ): Promise<IdentityProviderState | undefined> {
    const command = new GetOpenIDConnectProviderCommand({
      OpenIDConnectProviderArn: arn,
    });
    const answer = await this.#call(
      'iam:GetOpenIDConnectProvider',
      options,
      async abortSignal => {
        try {
          return await this.#clients.iam.send(command, { abortSignal });
        } catch (error) {
          if (isAbsent(error)) {
            return undefined;
          }
          throw error;
        }
      },
    );
    return answer && soundIdentityProvider(answer, arn, this.#clients);
  }

  async #call<T>(
    call: string,
    { signal }: ListOptions,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await within({ timeoutMs: this.#timeoutMs, signal }, send);
    } catch (error) {
      if (signal?.aborted) {
        throw signal.reason;
      }
      if (isThrottle(error)) {
        throw new ThrottledError(
          `AWS throttles ${call} in account ${this.#clients.accountId}`,
        );
      }
      const translated = translateAwsError(error, { ...this.#clients, call });
      throw isBrokenConnection(error)
        ? new BrokenConnectionError((translated as Error).message)
        : translated;
    }
  }
}

import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  Tag,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { setTimeout as wait } from 'node:timers/promises';
import {
  AwsAccountReader,
  AwsAccountWriter,
  CallerState,
  IdentityProviderState,
  RoleState,
} from './AwsAccount';
import { errorName, isRepeatable, translateAwsError } from './awsErrors';

/** Writes are tried this often in all, and only when nothing happened. */
const MOST_TRIES = 4;

/** IAM and STS of one account, over the AWS SDK. */
export class IamAccount implements AwsAccountReader, AwsAccountWriter {
  readonly #accountId: string;
  readonly #credentialKeys: string;
  readonly #iam: IAMClient;
  readonly #sts: STSClient;
  readonly #retryDelayMs: number;

  constructor(options: {
    accountId: string;
    /** The settings that hold its credentials, for messages. */
    credentialKeys: string;
    iam: IAMClient;
    sts: STSClient;
    /** First delay between tries; doubles each time. */
    retryDelayMs?: number;
  }) {
    this.#accountId = options.accountId;
    this.#credentialKeys = options.credentialKeys;
    this.#iam = options.iam;
    this.#sts = options.sts;
    this.#retryDelayMs = options.retryDelayMs ?? 500;
  }

  async getCaller(): Promise<CallerState> {
    const caller = await this.#read('sts:GetCallerIdentity', () =>
      this.#sts.send(new GetCallerIdentityCommand({})),
    );
    const arn = caller.Arn ?? '';
    return {
      accountId: caller.Account ?? '',
      arn,
      partition: arn.split(':')[1] ?? 'aws',
    };
  }

  async getIdentityProvider(
    arn: string,
  ): Promise<IdentityProviderState | undefined> {
    const provider = await this.#readOptional(
      'iam:GetOpenIDConnectProvider',
      () =>
        this.#iam.send(
          new GetOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: arn,
          }),
        ),
    );
    return (
      provider && {
        arn,
        clientIds: provider.ClientIDList ?? [],
        tags: tagRecord(provider.Tags),
      }
    );
  }

  async getRole(name: string): Promise<RoleState | undefined> {
    const answer = await this.#readOptional('iam:GetRole', () =>
      this.#iam.send(new GetRoleCommand({ RoleName: name })),
    );
    const role = answer?.Role;
    return (
      role && {
        arn: role.Arn ?? '',
        name: role.RoleName ?? name,
        path: role.Path ?? '/',
        trustPolicy: role.AssumeRolePolicyDocument ?? '',
        maxSessionDuration: role.MaxSessionDuration ?? 3600,
        tags: tagRecord(role.Tags),
      }
    );
  }

  async listAttachedPolicies(roleName: string): Promise<string[]> {
    return this.#read('iam:ListAttachedRolePolicies', async () => {
      const arns: string[] = [];
      for await (const page of paginateListAttachedRolePolicies(
        { client: this.#iam },
        { RoleName: roleName },
      )) {
        for (const policy of page.AttachedPolicies ?? []) {
          arns.push(policy.PolicyArn ?? '');
        }
      }
      return arns;
    });
  }

  async createIdentityProvider(options: {
    issuer: string;
    tags: Record<string, string>;
  }): Promise<void> {
    await this.#write('iam:CreateOpenIDConnectProvider', async () => {
      try {
        // No thumbprint: IAM fetches it, and checks the certificate by itself.
        await this.#iam.send(
          new CreateOpenIDConnectProviderCommand({
            Url: options.issuer,
            Tags: tagList(options.tags),
          }),
        );
      } catch (error) {
        if (errorName(error) !== 'EntityAlreadyExistsException') {
          throw error;
        }
      }
    });
  }

  async deleteIdentityProvider(arn: string): Promise<void> {
    await this.#write('iam:DeleteOpenIDConnectProvider', () =>
      this.#iam.send(
        new DeleteOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
        }),
      ),
    );
  }

  async addAudience(arn: string, audience: string): Promise<void> {
    await this.#write('iam:AddClientIDToOpenIDConnectProvider', () =>
      this.#iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
          ClientID: audience,
        }),
      ),
    );
  }

  async removeAudience(arn: string, audience: string): Promise<void> {
    await this.#write('iam:RemoveClientIDFromOpenIDConnectProvider', () =>
      this.#iam.send(
        new RemoveClientIDFromOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
          ClientID: audience,
        }),
      ),
    );
  }

  async createRole(options: {
    name: string;
    path: string;
    description: string;
    trustPolicy: string;
    maxSessionDuration: number;
    tags: Record<string, string>;
  }): Promise<void> {
    await this.#write('iam:CreateRole', () =>
      this.#iam.send(
        new CreateRoleCommand({
          RoleName: options.name,
          Path: options.path,
          Description: options.description,
          AssumeRolePolicyDocument: options.trustPolicy,
          MaxSessionDuration: options.maxSessionDuration,
          Tags: tagList(options.tags),
        }),
      ),
    );
  }

  async deleteRole(name: string): Promise<void> {
    await this.#write('iam:DeleteRole', () =>
      this.#iam.send(new DeleteRoleCommand({ RoleName: name })),
    );
  }

  async updateTrustPolicy(
    roleName: string,
    trustPolicy: string,
  ): Promise<void> {
    await this.#write('iam:UpdateAssumeRolePolicy', () =>
      this.#iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: roleName,
          PolicyDocument: trustPolicy,
        }),
      ),
    );
  }

  async attachPolicy(roleName: string, policyArn: string): Promise<void> {
    await this.#write('iam:AttachRolePolicy', () =>
      this.#iam.send(
        new AttachRolePolicyCommand({
          RoleName: roleName,
          PolicyArn: policyArn,
        }),
      ),
    );
  }

  async detachPolicy(roleName: string, policyArn: string): Promise<void> {
    await this.#write('iam:DetachRolePolicy', async () => {
      try {
        await this.#iam.send(
          new DetachRolePolicyCommand({
            RoleName: roleName,
            PolicyArn: policyArn,
          }),
        );
      } catch (error) {
        if (errorName(error) !== 'NoSuchEntityException') {
          throw error;
        }
      }
    });
  }

  #translated(error: unknown, call: string): unknown {
    return translateAwsError(error, {
      accountId: this.#accountId,
      credentialKeys: this.#credentialKeys,
      call,
    });
  }

  /** The SDK repeats failed reads by itself. */
  async #read<T>(call: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw this.#translated(error, call);
    }
  }

  async #readOptional<T>(
    call: string,
    send: () => Promise<T>,
  ): Promise<T | undefined> {
    return this.#read(call, async () => {
      try {
        return await send();
      } catch (error) {
        if (errorName(error) === 'NoSuchEntityException') {
          return undefined;
        }
        throw error;
      }
    });
  }

  async #write<T>(call: string, send: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (!isRepeatable(error) || attempt >= MOST_TRIES) {
          throw this.#translated(error, call);
        }
        await wait(
          this.#retryDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random()),
        );
      }
    }
  }
}

function tagRecord(tags: Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(t => [t.Key ?? '', t.Value ?? '']));
}

function tagList(tags: Record<string, string>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

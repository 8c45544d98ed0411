import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import {
  AwsAccountReader,
  CallerState,
  IdentityProviderState,
  ManagedPolicyState,
  RoleState,
} from './AwsAccount';
import { isAbsent, translateAwsError } from './awsErrors';
import { getCaller } from './getCaller';
import { IamClients } from './IamClients';
import { soundIdentityProvider, soundRole } from './soundAnswer';
import { tagRecord } from './tagList';
import { isThrottle, ThrottledError } from './throttling';

/** Reads IAM of one account; the AWS SDK repeats failed reads by itself. */
export class IamReader implements AwsAccountReader {
  readonly #clients: IamClients;

  constructor(clients: IamClients) {
    this.#clients = clients;
  }

  getCaller(): Promise<CallerState> {
    return getCaller(this.#clients);
  }

  async getIdentityProvider(
    arn: string,
  ): Promise<IdentityProviderState | undefined> {
    const provider = await this.#optional('iam:GetOpenIDConnectProvider', () =>
      this.#clients.iam.send(
        new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }),
      ),
    );
    return provider && soundIdentityProvider(provider, arn, this.#clients);
  }

  async getRole(name: string): Promise<RoleState | undefined> {
    const answer = await this.#optional('iam:GetRole', () =>
      this.#clients.iam.send(new GetRoleCommand({ RoleName: name })),
    );
    if (!answer) {
      return undefined;
    }
    const { Role: role } = answer;
    const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
    const used = role?.RoleLastUsed;
    return {
      ...soundRole(role, 'iam:GetRole', this.#clients),
      ...(role?.Description ? { description: role.Description } : {}),
      ...(boundary ? { permissionsBoundaryArn: boundary } : {}),
      tags: tagRecord(role?.Tags),
      ...(used?.LastUsedDate
        ? {
            lastUsed: {
              at: used.LastUsedDate.toISOString(),
              ...(used.Region ? { region: used.Region } : {}),
            },
          }
        : {}),
    };
  }

  async listAttachedPolicies(roleName: string): Promise<string[]> {
    return this.#read('iam:ListAttachedRolePolicies', async () => {
      const arns: string[] = [];
      for await (const page of paginateListAttachedRolePolicies(
        { client: this.#clients.iam },
        { RoleName: roleName },
      )) {
        for (const policy of page.AttachedPolicies ?? []) {
          arns.push(policy.PolicyArn ?? '');
        }
      }
      return arns;
    });
  }

  async listInlinePolicies(roleName: string): Promise<Record<string, string>> {
    const names = await this.#read('iam:ListRolePolicies', async () => {
      const found: string[] = [];
      for await (const page of paginateListRolePolicies(
        { client: this.#clients.iam },
        { RoleName: roleName },
      )) {
        found.push(...(page.PolicyNames ?? []));
      }
      return found;
    });
    const policies: Array<[string, string]> = [];
    for (const name of names) {
      const policy = await this.#optional('iam:GetRolePolicy', () =>
        this.#clients.iam.send(
          new GetRolePolicyCommand({ RoleName: roleName, PolicyName: name }),
        ),
      );
      // One that has gone since the list was read isn't there.
      if (policy) {
        policies.push([name, decodeDocument(policy.PolicyDocument)]);
      }
    }
    return Object.fromEntries(policies);
  }

  async getManagedPolicy(arn: string): Promise<ManagedPolicyState | undefined> {
    const { iam } = this.#clients;
    const policy = await this.#optional('iam:GetPolicy', () =>
      iam.send(new GetPolicyCommand({ PolicyArn: arn })),
    );
    const versionId = policy?.Policy?.DefaultVersionId;
    const version =
      versionId &&
      (await this.#optional('iam:GetPolicyVersion', () =>
        iam.send(
          new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }),
        ),
      ));
    return version
      ? { arn, document: decodeDocument(version.PolicyVersion?.Document) }
      : undefined;
  }

  async #read<T>(call: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const translated = translateAwsError(error, { ...this.#clients, call });
      throw isThrottle(error)
        ? new ThrottledError((translated as Error).message)
        : translated;
    }
  }

  async #optional<T>(
    call: string,
    send: () => Promise<T>,
  ): Promise<T | undefined> {
    return this.#read(call, async () => {
      try {
        return await send();
      } catch (error) {
        if (isAbsent(error)) {
          return undefined;
        }
        throw error;
      }
    });
  }
}

/** IAM sends documents URL-encoded. */
function decodeDocument(document = ''): string {
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}

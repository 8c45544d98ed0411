import {
  GetOpenIDConnectProviderResponse,
  ListRolesResponse,
  Role,
} from '@aws-sdk/client-iam';
import { IdentityProviderState, ListedRole, RolePage } from './AwsAccount';
import { GarbledAnswerError } from './awsErrors';
import { IamClients } from './IamClients';
import { parseRoleArn } from './roleArn';
import { tagRecord } from './tagList';

/** One page of roles. */
export function soundRolePage(
  answer: ListRolesResponse,
  clients: Pick<IamClients, 'accountId'>,
): RolePage {
  const { Roles: roles, IsTruncated: isTruncated, Marker: marker } = answer;
  if (!roles || isTruncated === undefined || (isTruncated && !marker)) {
    throw new GarbledAnswerError({ call: 'iam:ListRoles', ...clients });
  }
  return {
    roles: roles.map(role => soundRole(role, 'iam:ListRoles', clients)),
    ...(isTruncated ? { nextMarker: marker } : {}),
  };
}

/** What every answer tells of a role. */
export function soundRole(
  role: Role | undefined,
  call: string,
  clients: Pick<IamClients, 'accountId'>,
): ListedRole {
  const {
    Arn: arn,
    RoleId: id,
    AssumeRolePolicyDocument: trustPolicy,
  } = role ?? {};
  const parsed = parseRoleArn(arn ?? '');
  if (!arn || !id || !trustPolicy || parsed?.accountId !== clients.accountId) {
    throw new GarbledAnswerError({ call, ...clients });
  }
  return {
    id,
    arn,
    name: parsed.name,
    path: parsed.path,
    trustPolicy,
    maxSessionDuration: role?.MaxSessionDuration ?? 3600,
  };
}

/** An identity provider. */
export function soundIdentityProvider(
  answer: GetOpenIDConnectProviderResponse,
  arn: string,
  clients: Pick<IamClients, 'accountId'>,
): IdentityProviderState {
  // One without any audience has an empty list.
  if (!answer.Url) {
    throw new GarbledAnswerError({
      call: 'iam:GetOpenIDConnectProvider',
      ...clients,
    });
  }
  return {
    arn,
    clientIds: answer.ClientIDList ?? [],
    tags: tagRecord(answer.Tags),
  };
}

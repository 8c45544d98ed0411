import { parseRoleArn } from '../../aws/roleArn';
import { StoredProvider, StoredRole } from './AccountState';

/** A row of `esc_trust_account_roles`. */
export interface RoleRow {
  role_arn: string;
  account_id: string;
  role_id: string | null;
  name: string;
  path: string;
  trust_policy: string | null;
  max_session_duration: number;
  owner_ref: string | null;
  /** PostgreSQL gives big numbers as text. */
  read_at: number | string;
  digest: string;
}

/** A row of `esc_trust_identity_providers`. */
export interface ProviderRow {
  arn: string;
  account_id: string;
  issuer: string;
  client_ids: string | null;
  read_at: number | string;
  digest: string;
}

/** Reads a row; one without a trust policy is of a role that was not there. */
export function toStoredRole(row: RoleRow): StoredRole {
  const readAt = Number(row.read_at);
  return {
    arn: row.role_arn,
    facts:
      row.trust_policy === null
        ? null
        : {
            ...(row.role_id ? { id: row.role_id } : {}),
            arn: row.role_arn,
            trustPolicy: row.trust_policy,
            maxSessionDuration: row.max_session_duration,
            ...(readAt > 0
              ? { owner: row.owner_ref ? { ref: row.owner_ref } : {} }
              : {}),
          },
    readAt,
    digest: row.digest,
  };
}

/** Reads a row. */
export function toStoredProvider(row: ProviderRow): StoredProvider {
  return {
    arn: row.arn,
    issuer: row.issuer,
    facts:
      row.client_ids === null
        ? null
        : { clientIds: JSON.parse(row.client_ids) },
    readAt: Number(row.read_at),
    digest: row.digest,
  };
}

/** The row of a role. */
export function toRoleRow(role: StoredRole): RoleRow {
  const { arn, facts, readAt, digest } = role;
  const { accountId, name, path } = parseRoleArn(arn)!;
  return {
    role_arn: arn,
    account_id: accountId,
    role_id: facts?.id ?? null,
    name,
    path,
    trust_policy: facts?.trustPolicy ?? null,
    max_session_duration: facts?.maxSessionDuration ?? 0,
    owner_ref: facts?.owner?.ref ?? null,
    read_at: readAt,
    digest,
  };
}

/** The row of an identity provider. */
export function toProviderRow(
  provider: StoredProvider,
  accountId: string,
): ProviderRow {
  const { arn, issuer, facts, readAt, digest } = provider;
  return {
    arn,
    account_id: accountId,
    issuer,
    client_ids: facts && JSON.stringify(facts.clientIds),
    read_at: readAt,
    digest,
  };
}

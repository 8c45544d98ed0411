import { isError, NotFoundError } from '@backstage/errors';
import {
  ListedRole,
  LiveRole,
  Mapping,
  Role,
  RoleDetails,
  RoleIdentityProvider,
  RoleList,
  RoleQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Reading } from '../access/CallerReader';
import { Editor, ReadableNames } from '../access/ReadableNames';
import {
  ProviderRow,
  RoleRow,
  toStoredProvider,
  toStoredRole,
} from '../assessment/state/stateRows';
import { AwsAccounts } from '../aws/AwsAccount';
import { AccountConfig, EscTrustConfig } from '../config/readEscTrustConfig';
import { MappingStore } from '../mappings/MappingStore';
import { inTime } from './inTime';
import { Intended, roleExposure } from './roleExposure';
import { readRoleMappings } from './roleMappings';
import { readIntended, readRolePage, readRoleRow } from './roleRows';
import { tellablePolicy } from './tellablePolicy';

const MOST_MAPPINGS = 100;

/** Shows the roles that assessments have found, with who can assume them. */
export class RoleInspector {
  readonly #knex: Knex;
  readonly #config: Pick<EscTrustConfig, 'accounts' | 'organizations'>;
  readonly #aws: AwsAccounts;
  readonly #mappings: MappingStore;
  readonly #names: ReadableNames;
  readonly #liveTimeoutMs: number | undefined;

  constructor(options: {
    knex: Knex;
    config: Pick<EscTrustConfig, 'accounts' | 'organizations'>;
    aws: AwsAccounts;
    mappings: MappingStore;
    names: ReadableNames;
    /** Milliseconds that AWS may take for what is read on demand. */
    liveTimeoutMs?: number;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#aws = options.aws;
    this.#mappings = options.mappings;
    this.#names = options.names;
    this.#liveTimeoutMs = options.liveTimeoutMs;
  }

  /**
   * One page of an account's roles, as they were last read.
   *
   * @throws NotFoundError for an account that isn't configured, InputError for a
   *   cursor that isn't one
   */
  async list(
    accountId: string,
    query: RoleQuery,
    reading: Reading,
  ): Promise<RoleList> {
    const account = this.#require(accountId);
    const { rows, nextCursor } = await readRolePage(
      this.#knex,
      accountId,
      query,
    );
    const [roles, mapped] = await Promise.all([
      this.#judged(rows, account),
      this.#mappedOf(rows, accountId, reading),
    ]);
    const editor = await this.#names.editorFor(roles.flatMap(textsOf), reading);
    return {
      items: roles.map(role => ({
        ...edited(role, editor),
        ...mapped(role),
      })),
      pageInfo: nextCursor ? { nextCursor } : {},
    };
  }

  /**
   * One role: stored, with what AWS tells now. A read that AWS refuses leaves the
   * stored part as it is.
   *
   * @throws NotFoundError
   */
  async get(
    accountId: string,
    name: string,
    reading: Reading,
  ): Promise<RoleDetails> {
    const account = this.#require(accountId);
    const row = await readRoleRow(this.#knex, accountId, name);
    if (!row) {
      throw new NotFoundError(
        `No role ${name} of account ${accountId} is known that trusts a configured issuer or that a mapping names`,
      );
    }
    const [[role], trustPolicy, identityProviders, mapped, live] =
      await Promise.all([
        this.#judged([row], account),
        row.trust_policy
          ? tellablePolicy(row.trust_policy, this.#names, reading)
          : undefined,
        this.#identityProviders(accountId),
        this.#mappingsOf(row, reading),
        this.#readLive(row),
      ]);
    const editor = await this.#names.editorFor(
      [...textsOf(role), ...(live.live ? liveTextsOf(live.live) : [])],
      reading,
    );
    return {
      ...edited(role, editor),
      ...(trustPolicy ? { trustPolicy } : {}),
      identityProviders,
      ...mapped,
      ...(live.live ? { live: editedLive(live.live, editor) } : live),
    };
  }

  async #judged(rows: RoleRow[], account: AccountConfig): Promise<Role[]> {
    const intended = await readIntended(
      this.#knex,
      this.#config,
      rows.map(row => row.role_arn),
    );
    const roles: Role[] = [];
    for (const row of rows) {
      roles.push(this.#judge(row, account, intended.get(row.role_arn) ?? []));
      // A policy may take a while; others are served meanwhile.
      await nextTurn();
    }
    return roles;
  }

  #judge(row: RoleRow, account: AccountConfig, intended: Intended[]): Role {
    const { facts } = toStoredRole(row);
    const issuers = [
      ...new Set(this.#config.organizations.map(({ issuer }) => issuer)),
    ];
    return {
      roleArn: row.role_arn,
      accountId: row.account_id,
      name: row.name,
      path: row.path,
      exists: facts !== null,
      ...(facts ? { maxSessionDuration: facts.maxSessionDuration } : {}),
      ...(facts?.owner?.ref ? { ownerRef: facts.owner.ref } : {}),
      exposure: facts
        ? roleExposure({ ...account, ...facts, intended }, issuers)
        : { verdict: 'undecided', witnesses: [] },
    };
  }

  /** What is told of the mappings of each; nothing to who may read none. */
  async #mappedOf(
    rows: RoleRow[],
    accountId: string,
    { visible }: Reading,
  ): Promise<
    (role: Role) => Pick<ListedRole, 'totalMappings' | 'worstStatus'>
  > {
    if (visible === 'none') {
      return () => ({});
    }
    const found = await readRoleMappings(
      this.#knex,
      accountId,
      rows.map(({ name }) => name),
      visible,
    );
    return ({ roleArn }) => {
      const mapped = found.get(roleArn);
      return mapped
        ? { totalMappings: mapped.count, worstStatus: mapped.worst }
        : { totalMappings: 0 };
    };
  }

  async #identityProviders(accountId: string): Promise<RoleIdentityProvider[]> {
    const rows = await this.#knex<ProviderRow>('esc_trust_identity_providers')
      .where({ account_id: accountId })
      .orderBy('issuer');
    return rows.map(toStoredProvider).map(({ issuer, arn, facts }) => ({
      issuer,
      arn,
      exists: facts !== null,
      clientIds: facts?.clientIds ?? [],
    }));
  }

  async #mappingsOf(
    { account_id, name, role_arn }: RoleRow,
    reading: Reading,
  ): Promise<{ mappings: Mapping[]; totalMappings: number }> {
    if (reading.visible === 'none') {
      return { mappings: [], totalMappings: 0 };
    }
    const { items, totalItems } = await this.#mappings.list(
      { accountId: [account_id], roleName: [name], limit: MOST_MAPPINGS },
      reading.visible,
    );
    // A login that names another path names another role.
    const ofRole = items.filter(({ roleArn }) => roleArn === role_arn);
    return {
      mappings: await this.#names.tell(ofRole, reading),
      totalMappings: totalItems - (items.length - ofRole.length),
    };
  }

  async #readLive({
    account_id: accountId,
    name,
    role_arn: arn,
  }: RoleRow): Promise<Pick<RoleDetails, 'live' | 'liveFailure'>> {
    try {
      return await inTime(
        'AWS',
        async () => {
          const account = await this.#aws.reader(accountId);
          const [role, managedPolicyArns, inlinePolicies] = await Promise.all([
            account.getRole(name),
            account.listAttachedPolicies(name),
            account.listInlinePolicies(name),
          ]);
          return role?.arn === arn
            ? { live: liveRole(role, managedPolicyArns, inlinePolicies) }
            : { liveFailure: `The role ${arn} doesn't exist by now` };
        },
        this.#liveTimeoutMs,
      );
    } catch (error) {
      // AWS has answered that there is no role whose policies it could list.
      if (isError(error) && error.name === 'InputError') {
        return { liveFailure: `The role ${arn} doesn't exist by now` };
      }
      if (isError(error) && error.name === 'ServiceUnavailableError') {
        return { liveFailure: error.message };
      }
      throw error;
    }
  }

  #require(accountId: string): AccountConfig {
    const account = this.#config.accounts.find(
      one => one.accountId === accountId,
    );
    if (!account) {
      throw new NotFoundError(
        `The account ${accountId} is not in escTrust.accounts`,
      );
    }
    return account;
  }
}

function liveRole(
  role: Omit<LiveRole, 'managedPolicyArns' | 'inlinePolicies'>,
  managedPolicyArns: string[],
  inlinePolicies: Record<string, string>,
): LiveRole {
  const { description, tags, permissionsBoundaryArn, lastUsed } = role;
  return {
    ...(description ? { description } : {}),
    tags,
    ...(permissionsBoundaryArn ? { permissionsBoundaryArn } : {}),
    managedPolicyArns,
    inlinePolicies,
    ...(lastUsed ? { lastUsed } : {}),
  };
}

function textsOf({ exposure }: Role): string[] {
  return exposure.witnesses.map(({ subject }) => subject);
}

function edited(role: Role, editor: Editor): Role {
  const { verdict, witnesses } = role.exposure;
  return {
    ...role,
    exposure: { verdict, witnesses: editor.witnesses(witnesses) },
  };
}

/** Where the portal itself, for one, notes what a role is for. */
function liveTextsOf({ description = '', tags }: LiveRole): string[] {
  return [description, ...Object.values(tags)];
}

function editedLive(live: LiveRole, editor: Editor): LiveRole {
  return {
    ...live,
    ...(live.description ? { description: editor.text(live.description) } : {}),
    tags: Object.fromEntries(
      Object.entries(live.tags).map(([key, value]) => [
        key,
        editor.text(value),
      ]),
    ),
  };
}

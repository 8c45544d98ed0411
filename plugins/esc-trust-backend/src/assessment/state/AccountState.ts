import { Knex } from 'knex';
import { IdentityProviderState } from '../../aws/AwsAccount';
import { chunks } from '../../chunks';
import {
  ProviderRow,
  RoleRow,
  toProviderRow,
  toRoleRow,
  toStoredProvider,
  toStoredRole,
} from './stateRows';

const ROLES = 'esc_trust_account_roles';
const PROVIDERS = 'esc_trust_identity_providers';

/** What is known of a role. */
export interface RoleFacts {
  id?: string;
  arn: string;
  /** JSON text. */
  trustPolicy: string;
  /** Seconds. */
  maxSessionDuration: number;
  /** Whose it is, by its tag; absent while its tags have never been read. */
  owner?: { ref?: string };
}

/** What is stored about a role. */
export interface StoredRole {
  arn: string;
  /** Null when it was not there. */
  facts: RoleFacts | null;
  /** Epoch milliseconds of its last read by itself; 0 when it was only listed. */
  readAt: number;
  /** Of what all its mappings were last assessed against; empty otherwise. */
  digest: string;
}

/** What is stored about the identity provider of an issuer. */
export interface StoredProvider {
  arn: string;
  issuer: string;
  /** Null when it was missing. */
  facts: { clientIds: string[] } | null;
  readAt: number;
  digest: string;
}

/** What has become of an account since it was stored. */
export interface AccountChanges {
  accountId: string;
  /** What was read by itself later than this is left as it is. */
  settledBefore: number;
  roles: StoredRole[];
  goneRoleArns: string[];
  providers: StoredProvider[];
}

/**
 * The last known state of accounts.
 *
 * @remarks
 * A list of roles tells no tags, and IAM's lists lag behind: what was read by
 * itself is newer than a list that began soon after. Without a digest, the next
 * scan judges all mappings of the role, not only the one that it was read for.
 */
export class AccountState {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * By ARN.
   *
   * @param since - policies are only of those read by themselves later than
   *   this: a list has those of all others anew
   */
  async roles(
    accountId: string,
    since: number,
  ): Promise<Map<string, StoredRole>> {
    const rows: RoleRow[] = await this.#knex(ROLES)
      .where({ account_id: accountId })
      .select(
        'role_arn',
        'role_id',
        'max_session_duration',
        'owner_ref',
        'read_at',
        'digest',
        this.#knex.raw(
          `CASE WHEN read_at > ? OR trust_policy IS NULL THEN trust_policy ELSE '' END AS trust_policy`,
          [since],
        ),
      );
    return new Map(rows.map(row => [row.role_arn, toStoredRole(row)]));
  }

  /** By issuer. */
  async providers(accountId: string): Promise<Map<string, StoredProvider>> {
    const rows = await this.#knex<ProviderRow>(PROVIDERS).where({
      account_id: accountId,
    });
    return new Map(rows.map(row => [row.issuer, toStoredProvider(row)]));
  }

  /** By ARN; roles that nobody has looked at are absent. */
  async rolesNamed(arns: string[]): Promise<Map<string, StoredRole>> {
    const rows: RoleRow[] = [];
    for (const some of chunks(arns)) {
      rows.push(
        ...(await this.#knex<RoleRow>(ROLES).whereIn('role_arn', some)),
      );
    }
    return new Map(rows.map(row => [row.role_arn, toStoredRole(row)]));
  }

  /** By ARN; identity providers that nobody has looked at are absent. */
  async providersNamed(arns: string[]): Promise<Map<string, StoredProvider>> {
    const rows: ProviderRow[] = [];
    for (const some of chunks(arns)) {
      rows.push(
        ...(await this.#knex<ProviderRow>(PROVIDERS).whereIn('arn', some)),
      );
    }
    return new Map(rows.map(row => [row.arn, toStoredProvider(row)]));
  }

  /** Has the next scan judge all mappings of roles. */
  async unsettleRoles(arns: string[]): Promise<void> {
    for (const some of chunks(arns)) {
      await this.#knex<RoleRow>(ROLES)
        .whereIn('role_arn', some)
        .update({ digest: '' });
    }
  }

  /** The digests that are stored by now, by ARN. */
  async digests(
    roleArns: string[],
    providerArns: string[],
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const some of chunks(roleArns)) {
      const rows = await this.#knex<RoleRow>(ROLES)
        .whereIn('role_arn', some)
        .select('role_arn', 'digest');
      rows.forEach(row => found.set(row.role_arn, row.digest));
    }
    for (const some of chunks(providerArns)) {
      const rows = await this.#knex<ProviderRow>(PROVIDERS)
        .whereIn('arn', some)
        .select('arn', 'digest');
      rows.forEach(row => found.set(row.arn, row.digest));
    }
    return found;
  }

  /**
   * Notes what a read of one role has found.
   *
   * @param readAt - epoch milliseconds, when the read began
   */
  async recordRole(
    arn: string,
    facts: RoleFacts | null,
    readAt: number,
  ): Promise<void> {
    await this.#knex(ROLES)
      .insert(toRoleRow({ arn, facts, readAt, digest: '' }))
      .onConflict('role_arn')
      .merge(
        whatWasRead(this.#knex, ROLES, [
          'role_id',
          'trust_policy',
          'max_session_duration',
          'owner_ref',
        ]),
      )
      .where(`${ROLES}.read_at`, '<', readAt);
  }

  /** Notes what a read for one mapping has found. */
  async recordProvider(
    key: { arn: string; accountId: string; issuer: string },
    provider: Pick<IdentityProviderState, 'clientIds'> | null,
    readAt: number,
  ): Promise<void> {
    await this.#knex(PROVIDERS)
      .insert(
        toProviderRow(
          { ...key, facts: provider, readAt, digest: '' },
          key.accountId,
        ),
      )
      .onConflict('arn')
      .merge(whatWasRead(this.#knex, PROVIDERS, ['client_ids']))
      .where(`${PROVIDERS}.read_at`, '<', readAt);
  }

  /**
   * Notes that mappings are about to be judged by something new: should that
   * never end, no old digest must fit what some of them were not judged by.
   *
   * @remarks
   * What nobody had looked at is stored by now. Somebody who judges a mapping
   * meanwhile that the scan doesn't know yet finds it afterwards, and that it
   * isn't settled.
   *
   * @param tx - holds the claim of the account
   */
  async unsettle(tx: Knex.Transaction, changes: AccountChanges): Promise<void> {
    const unsettled = { digest: '' };
    for (const some of chunks(changes.roles)) {
      await tx(ROLES)
        .insert(some.map(role => toRoleRow({ ...role, ...unsettled })))
        .onConflict('role_arn')
        .merge(unsettled)
        .whereNot(`${ROLES}.digest`, '');
    }
    for (const provider of changes.providers) {
      await tx(PROVIDERS)
        .insert(toProviderRow({ ...provider, ...unsettled }, changes.accountId))
        .onConflict('arn')
        .merge(unsettled);
    }
  }

  /**
   * Writes what a scan has found, except over what was read by itself meanwhile.
   *
   * @param tx - holds the claim of the account
   */
  async save(tx: Knex.Transaction, changes: AccountChanges): Promise<void> {
    const { accountId, settledBefore, goneRoleArns } = changes;
    const roles = changes.roles.map(role => toRoleRow(role));
    for (const rows of chunks(roles)) {
      await tx(ROLES)
        .insert(rows)
        .onConflict('role_arn')
        .merge()
        .where(settled(tx, ROLES, settledBefore))
        .where(differs(tx, ROLES, 'trust_policy'));
    }
    for (const arns of chunks(goneRoleArns)) {
      await tx(ROLES)
        .whereIn('role_arn', arns)
        .where('read_at', '<=', settledBefore)
        .delete();
    }
    for (const rows of chunks(
      changes.providers.map(provider => toProviderRow(provider, accountId)),
    )) {
      await tx(PROVIDERS)
        .insert(rows)
        .onConflict('arn')
        .merge()
        .where(settled(tx, PROVIDERS, settledBefore))
        .where(differs(tx, PROVIDERS, 'client_ids'));
    }
  }

  /** Forgets accounts. */
  async forget(tx: Knex.Transaction, accountIds: string[]): Promise<void> {
    await tx(ROLES).whereIn('account_id', accountIds).delete();
    await tx(PROVIDERS).whereIn('account_id', accountIds).delete();
  }
}

/** What a read replaces; the digest goes when it has found something new. */
function whatWasRead(knex: Knex, table: string, columns: string[]) {
  const text = (place: string, name: string) =>
    `COALESCE(CAST(${place}.${name} AS TEXT), '')`;
  const isNew = columns
    .map(name => `${text(table, name)} <> ${text('excluded', name)}`)
    .join(' OR ');
  return {
    ...Object.fromEntries(
      [...columns, 'read_at'].map(name => [name, knex.ref(`excluded.${name}`)]),
    ),
    digest: knex.raw(`CASE WHEN ${isNew} THEN '' ELSE ${table}.digest END`),
  };
}

/** Nothing newer is overwritten; what was judged as it was read is no older. */
function settled(tx: Knex, table: string, before: number): Knex.Raw {
  return tx.raw(`(?? <= ? OR ?? = ??)`, [
    `${table}.read_at`,
    before,
    `${table}.read_at`,
    'excluded.read_at',
  ]);
}

/** What is as it was isn't written again. */
function differs(tx: Knex, table: string, column: string): Knex.Raw {
  return tx.raw(
    `(?? <> ?? OR ?? <> ?? OR COALESCE(??, '') <> COALESCE(??, ''))`,
    [
      `${table}.digest`,
      'excluded.digest',
      `${table}.read_at`,
      'excluded.read_at',
      `${table}.${column}`,
      `excluded.${column}`,
    ],
  );
}

import {
  ESC_TRUST_TAGS,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { RoleState } from '../aws/AwsAccount';
import { Clock } from '../time/Clock';
import { policyDigest } from './digest';

const ROLES = 'esc_trust_roles';

/** The trust policy that this portal has written last on a role. */
export interface WrittenPolicy {
  /** From {@link policyDigest}. */
  digest: string;
  writtenAt: Date;
  /** Whether AWS has shown it since. */
  shown: boolean;
  /** Digests of what it and those shortly before it replaced. */
  replaced: string[];
}

/** How many of them are kept: operations on one role follow each other. */
const MOST_REPLACED = 20;

/**
 * The roles that this portal has created.
 *
 * @remarks
 * A role is ours when the database and the tag with this portal's instance id
 * both say so: a tag alone can be copied, a row alone can be stale.
 */
export class OwnRoles {
  readonly #knex: Knex;
  readonly #instanceId: string;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; instanceId: string; clock: Clock }) {
    this.#knex = options.knex;
    this.#instanceId = options.instanceId;
    this.#clock = options.clock;
  }

  /** For whom this portal created a role; undefined when it isn't ours. */
  async ownerOf(
    role: Pick<RoleState, 'arn' | 'tags'>,
  ): Promise<string | undefined> {
    if (role.tags[ESC_TRUST_TAGS.instance] !== this.#instanceId) {
      return undefined;
    }
    const row = await this.#knex(ROLES).where({ role_arn: role.arn }).first();
    return row?.owner_ref;
  }

  /** Whether this portal created a role, rather than adopted it. */
  async isCreatedHere(
    role: Pick<RoleState, 'arn' | 'tags'> | undefined,
  ): Promise<boolean> {
    if (!role || !(await this.ownerOf(role))) {
      return false;
    }
    const row = await this.#knex(ROLES).where({ role_arn: role.arn }).first();
    return !row?.adopted;
  }

  /** For whom this portal has noted a role, tagged or not. */
  async notedOwner(arn: string): Promise<string | undefined> {
    const row = await this.#knex(ROLES).where({ role_arn: arn }).first();
    return row?.owner_ref;
  }

  /** Notes a role before it is created or adopted. */
  async note(role: {
    arn: string;
    ownerRef: string;
    /** Somebody else created it: it is never deleted. */
    adopted?: boolean;
  }): Promise<void> {
    await this.#knex(ROLES)
      .insert({
        role_arn: role.arn,
        owner_ref: role.ownerRef,
        adopted: role.adopted ?? false,
        created_at: this.#clock.now().toISOString(),
      })
      .onConflict('role_arn')
      .merge(['owner_ref', 'adopted', 'created_at']);
  }

  /** The trust policy that this portal wrote last, and when. */
  async lastPolicy(arn: string): Promise<WrittenPolicy | undefined> {
    const row = await this.#knex(ROLES).where({ role_arn: arn }).first();
    return row?.policy_digest
      ? {
          digest: row.policy_digest,
          writtenAt: new Date(row.policy_written_at),
          shown: Boolean(row.policy_shown),
          replaced: JSON.parse(row.replaced_policies ?? '[]'),
        }
      : undefined;
  }

  /**
   * Notes what this portal writes now.
   *
   * @param before - what it replaces; absent for a new role
   */
  async rememberPolicy(
    arn: string,
    document: TrustPolicyDocument,
    before?: TrustPolicyDocument,
  ): Promise<void> {
    const last = await this.lastPolicy(arn);
    const replaced = [
      ...(last ? [...last.replaced, last.digest] : []),
      ...(before ? [policyDigest(before)] : []),
    ];
    await this.restorePolicy(arn, {
      digest: policyDigest(document),
      writtenAt: this.#clock.now(),
      shown: false,
      replaced: [...new Set(replaced)].slice(-MOST_REPLACED),
    });
  }

  /** Notes that AWS shows what was written last. */
  async notePolicyShown(arn: string, shown: WrittenPolicy): Promise<void> {
    await this.#knex(ROLES)
      .where({ role_arn: arn, policy_digest: shown.digest })
      .update({ policy_shown: true });
  }

  /** Notes again what was written before a write that was refused. */
  async restorePolicy(
    arn: string,
    written: WrittenPolicy | undefined,
  ): Promise<void> {
    await this.#knex(ROLES)
      .where({ role_arn: arn })
      .update({
        policy_digest: written?.digest ?? null,
        policy_written_at: written?.writtenAt.toISOString() ?? null,
        policy_shown: written?.shown ?? false,
        replaced_policies: written ? JSON.stringify(written.replaced) : null,
      });
  }

  async forget(arn: string): Promise<void> {
    await this.#knex(ROLES).where({ role_arn: arn }).delete();
  }
}

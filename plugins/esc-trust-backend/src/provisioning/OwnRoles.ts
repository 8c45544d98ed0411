import {
  ESC_TRUST_TAGS,
  TrustPolicyDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { RoleState } from '../aws/AwsAccount';
import { Clock } from '../time/Clock';
import { digest } from './digest';

const ROLES = 'esc_trust_roles';

/** What this portal has written on a role. */
export interface WrittenPolicy {
  /** Names the document by what it says. */
  digest: string;
  writtenAt: Date;
}

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
        }
      : undefined;
  }

  /** Notes what this portal writes now. */
  async rememberPolicy(
    arn: string,
    document: TrustPolicyDocument,
  ): Promise<void> {
    await this.restorePolicy(arn, {
      digest: digest(document),
      writtenAt: this.#clock.now(),
    });
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
      });
  }

  async forget(arn: string): Promise<void> {
    await this.#knex(ROLES).where({ role_arn: arn }).delete();
  }
}

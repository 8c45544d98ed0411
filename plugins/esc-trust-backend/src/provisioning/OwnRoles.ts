import { ESC_TRUST_TAGS } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { RoleState } from '../aws/AwsAccount';

const ROLES = 'esc_trust_roles';

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
  readonly #now: () => Date;

  constructor(options: { knex: Knex; instanceId: string; now?: () => Date }) {
    this.#knex = options.knex;
    this.#instanceId = options.instanceId;
    this.#now = options.now ?? (() => new Date());
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

  /** Notes a role before it is created. */
  async note(role: { arn: string; ownerRef: string }): Promise<void> {
    await this.#knex(ROLES)
      .insert({
        role_arn: role.arn,
        owner_ref: role.ownerRef,
        created_at: this.#now().toISOString(),
      })
      .onConflict('role_arn')
      .merge(['owner_ref', 'created_at']);
  }

  async forget(arn: string): Promise<void> {
    await this.#knex(ROLES).where({ role_arn: arn }).delete();
  }
}

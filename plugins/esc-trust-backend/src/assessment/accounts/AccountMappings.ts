import { Knex } from 'knex';
import { Consent } from '../state/digests';

const MAPPINGS = 'esc_trust_mappings';
const NAMES_AT_ONCE = 500;

/** Which mapping names which role of an account. */
export interface MappedRole {
  id: string;
  roleArn: string;
  /** The source that it waits for, as `sourceKey` writes it. */
  staleSource?: string;
}

/** Which mappings an account concerns; reads only. */
export class AccountMappings {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** The mappings whose logins name a role of an account. */
  async inAccount(accountId: string): Promise<MappedRole[]> {
    const rows = await this.#knex(MAPPINGS)
      .where({ account_id: accountId })
      .whereNotNull('role_arn')
      .select('id', 'role_arn', 'stale_source');
    return rows.map(row => ({
      id: row.id,
      roleArn: row.role_arn,
      staleSource: row.stale_source ?? undefined,
    }));
  }

  /** By role. */
  async consents(roleArns: string[]): Promise<Map<string, Consent[]>> {
    const consents = new Map<string, Consent[]>();
    for (let at = 0; at < roleArns.length; at += NAMES_AT_ONCE) {
      const rows = await this.#knex(MAPPINGS)
        .whereIn('consented_role_arn', roleArns.slice(at, at + NAMES_AT_ONCE))
        .select(
          'consented_role_arn',
          'organization',
          'project',
          'name',
          'owner_ref',
        );
      for (const row of rows) {
        const { consented_role_arn: arn, owner_ref, ...environment } = row;
        const known = consents.get(arn) ?? [];
        consents.set(arn, [
          ...known,
          { ...environment, ownerRef: owner_ref ?? '' },
        ]);
      }
    }
    return consents;
  }
}

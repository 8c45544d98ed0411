import { AwsLogin } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';

const LOGINS = 'esc_trust_mapping_logins';

/** A mapping's login, as its definition last held it. */
export interface StoredLogin {
  /** Null when the definition had no such login. */
  login?: AwsLogin | null;
  /** Why the definition could not be understood. */
  problem?: string;
}

interface LoginRow {
  mapping_id: string;
  login: string | null;
  problem: string | null;
  read_at: number | string;
}

/** The last known logins of mappings: never more of a definition. */
export class LoginState {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** By the mapping's id; those never read are absent. */
  async ofMappings(ids: string[]): Promise<Map<string, StoredLogin>> {
    const rows = await this.#knex<LoginRow>(LOGINS).whereIn('mapping_id', ids);
    return new Map(rows.map(row => [row.mapping_id, toStoredLogin(row)]));
  }

  /**
   * Notes what a read of the definition has found, when it is new.
   *
   * @param readAt - epoch milliseconds, when the read began
   */
  async record(
    mappingId: string,
    { login, problem }: StoredLogin,
    readAt: number,
  ): Promise<void> {
    const row = {
      login: login ? JSON.stringify(whatCounts(login)) : null,
      problem: problem ?? null,
    };
    const known = await this.#knex<LoginRow>(LOGINS)
      .where({ mapping_id: mappingId })
      .first();
    if (known?.login === row.login && known.problem === row.problem) {
      return;
    }
    try {
      await this.#knex(LOGINS)
        .insert({ mapping_id: mappingId, ...row, read_at: readAt })
        .onConflict('mapping_id')
        .merge()
        .where(`${LOGINS}.read_at`, '<', readAt);
    } catch (error) {
      // Its mapping has just been deleted.
      const mapping = await this.#knex('esc_trust_mappings')
        .where({ id: mappingId })
        .first('id');
      if (mapping) {
        throw error;
      }
    }
  }
}

/** What a report is made from; where the login stands changes all the time. */
function whatCounts(login: AwsLogin) {
  const { path, kind, roleArn, sessionName, duration, subjectAttributes } =
    login;
  return { path, kind, roleArn, sessionName, duration, subjectAttributes };
}

function toStoredLogin({ login, problem }: LoginRow): StoredLogin {
  if (problem !== null) {
    return { problem };
  }
  return {
    login:
      login === null
        ? null
        : { ...JSON.parse(login), position: { line: 1, column: 1 } },
  };
}

import { Knex } from 'knex';

const HISTORY = 'esc_trust_history';
const ROWS_AT_ONCE = 1_000;

/**
 * Forgets changes that are older than this, except the latest of each mapping:
 * that is what it is now.
 *
 * @param before - ISO 8601
 * @returns how many
 */
export async function forgetHistory(
  knex: Knex,
  before: string,
  signal?: AbortSignal,
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    signal?.throwIfAborted();
    const old: number[] = await knex(`${HISTORY} as old`)
      .where('old.at', '<', before)
      .whereExists(
        knex(`${HISTORY} as newer`)
          .where('newer.mapping_id', knex.ref('old.mapping_id'))
          .where('newer.id', '>', knex.ref('old.id'))
          .select('newer.id'),
      )
      .limit(ROWS_AT_ONCE)
      .pluck('old.id');
    forgotten += await knex(HISTORY).whereIn('id', old).delete();
    if (old.length < ROWS_AT_ONCE) {
      return forgotten;
    }
  }
}

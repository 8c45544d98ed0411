import { Knex } from 'knex';

/**
 * Where the history of mappings isn't one chain up to what they say now.
 *
 * @returns how many links are missing, how many stand there twice, and how many
 *   there are in all
 */
export async function historyFaults(
  knex: Knex,
): Promise<{ lost: number; doubled: number; entries: number }> {
  const { rows } = await knex.raw(
    `WITH entries AS (
       SELECT mapping_id, status, access, exposure, status_before,
         lag(status) OVER chain AS earlier,
         (status, access, exposure) = (lag(status) OVER chain,
           lag(access) OVER chain, lag(exposure) OVER chain) AS is_same,
         lead(id) OVER chain IS NULL AS is_last
       FROM esc_trust_history
       WINDOW chain AS (PARTITION BY mapping_id ORDER BY id)
     )
     SELECT
       count(*) FILTER (
         WHERE earlier IS NOT NULL AND status_before IS DISTINCT FROM earlier
       ) + count(*) FILTER (
         WHERE is_last AND entries.status <> mappings.status
       ) AS lost,
       count(*) FILTER (WHERE is_same) AS doubled,
       count(*) AS entries
     FROM entries
     JOIN esc_trust_mappings AS mappings ON mappings.id = mapping_id`,
  );
  const [{ lost, doubled, entries }] = rows;
  return {
    lost: Number(lost),
    doubled: Number(doubled),
    entries: Number(entries),
  };
}

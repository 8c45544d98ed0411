import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { chunks } from '../chunks';
import { writeAssessmentRows } from './assessmentRows';
import { DiscoveredPair } from './MappingStore';
import { assessmentColumns, MappingRow } from './rows';

const MAPPINGS = 'esc_trust_mappings';
const ENTITIES = 'esc_trust_mapping_entities';
const ACCEPTANCES = 'esc_trust_acceptances';
/** Whom no user created. */
const CREATED_BY = 'plugin:esc-trust';

/** Inserts pairs that nobody has registered, unless they are mapped by now. */
export async function insertDiscovered(
  knex: Knex,
  pairs: DiscoveredPair[],
  at: string,
): Promise<void> {
  for (const some of chunks(pairs)) {
    const drafts = some.map(pair => ({ ...pair, id: randomUUID() }));
    await knex.transaction(async tx => {
      const inserted: Array<Pick<MappingRow, 'id'>> = await tx<MappingRow>(
        MAPPINGS,
      )
        .insert(
          drafts.map(({ id, environment, loginPath, trust }) => ({
            id,
            ...environment,
            login_path: loginPath,
            owner_ref: '',
            source: 'discovered' as const,
            consented_role_arn: null,
            ...assessmentColumns({ trust }),
            created_at: at,
            created_by: CREATED_BY,
            updated_at: at,
          })),
        )
        .onConflict(['organization', 'project', 'name', 'login_path'])
        .ignore()
        .returning('id');
      const isNew = new Set(inserted.map(({ id }) => id));
      await writeAssessmentRows(
        tx,
        drafts
          .filter(({ id }) => isNew.has(id))
          .map(({ id, environment, trust }) => ({
            row: { id, ...environment },
            before: undefined,
            update: { trust },
          })),
        at,
      );
    });
  }
}

/** Deletes mappings about which nobody has decided anything. */
export async function deleteDiscovered(
  knex: Knex,
  ids: string[],
): Promise<void> {
  for (const some of chunks(ids)) {
    const unclaimed = () => selectUnclaimed(knex).whereIn('id', some);
    await knex(ENTITIES)
      .whereIn('mapping_id', unclaimed().select('id'))
      .delete();
    await unclaimed().delete();
  }
}

/** Deletes such mappings of organizations that nobody reads any more. */
export async function deleteDiscoveredIn(
  knex: Knex,
  organizations: string[],
): Promise<void> {
  const ids: string[] = await selectUnclaimed(knex)
    .whereIn('organization', organizations)
    .pluck('id');
  await deleteDiscovered(knex, ids);
}

/** Discovered mappings about which nobody has decided anything. */
function selectUnclaimed(knex: Knex): Knex.QueryBuilder {
  return knex(MAPPINGS)
    .where({ source: 'discovered', ignored: false, owner_ref: '' })
    .whereNull('openings')
    .whereNotIn('id', inner => inner.select('mapping_id').from(ACCEPTANCES));
}

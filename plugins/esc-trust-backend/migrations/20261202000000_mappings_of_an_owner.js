// @ts-check

/**
 * A team's mappings in the order of their change, with what they are filtered
 * by: a page of them and their count read nothing else.
 */
const COLUMNS = [
  'owner_ref',
  'updated_at',
  'organization',
  'project',
  'name',
  'login_path',
  'status',
  'access',
  'exposure',
  'source',
  'account_id',
  'id',
];
const INDEX = 'esc_trust_mappings_by_owner_updated_idx';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.index(COLUMNS, INDEX, {
      predicate: knex.whereRaw('ignored = false'),
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropIndex(COLUMNS, INDEX);
  });
};

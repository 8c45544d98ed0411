// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    // Assessments look for those that no list shows, too, which the index of
    // lists leaves out.
    table.index('account_id', 'esc_trust_mappings_of_account_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropIndex('account_id', 'esc_trust_mappings_of_account_idx');
  });
};

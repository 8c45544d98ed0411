// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table
      .text('last_verified')
      .comment('What happened when it was last opened, JSON without values');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropColumn('last_verified');
  });
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('esc_trust_roles', table => {
    table
      .boolean('policy_shown')
      .notNullable()
      .defaultTo(false)
      .comment('Whether AWS has shown the trust policy that was written last');
    table
      .text('replaced_policies')
      .comment('Digests of what it and those shortly before replaced, JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_roles', table => {
    table.dropColumn('policy_shown');
    table.dropColumn('replaced_policies');
  });
};

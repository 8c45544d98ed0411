// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('esc_trust_environments', table => {
    table.comment('Environments, as their definitions were last read');
    table.string('organization', 100).notNullable().comment('Of Pulumi Cloud');
    table.string('path', 201).notNullable().comment('project/name');
    table
      .string('modified', 40)
      .notNullable()
      .comment('As listed when it was read; empty when it is to be read again');
    table
      .text('logins', 'longtext')
      .notNullable()
      .comment('Never more of the definition than its logins, JSON');
    table.text('problem').comment('Why it could not be understood');
    table
      .boolean('gone')
      .notNullable()
      .comment('It does not exist, or the token cannot see it');
    table
      .text('openings', 'longtext')
      .comment('Imports and stacks that open its logins, by login path, JSON');
    table
      .text('stacks')
      .comment('The stacks that list it, JSON; empty while nobody has asked');
    table
      .bigInteger('stacks_read_at')
      .notNullable()
      .defaultTo(0)
      .comment('Epoch milliseconds; 0 while it is of no matter, -1 when it is');
    table.bigInteger('read_at').notNullable().comment('Epoch milliseconds');
    table
      .string('unjudged', 36)
      .notNullable()
      .defaultTo('')
      .comment('Names a change that its mappings are not judged by yet');
    table.primary(['organization', 'path']);
    table.index(
      ['organization', 'path'],
      'esc_trust_environments_unjudged_idx',
      { predicate: knex.whereRaw(`unjudged <> ''`) },
    );
    table.index(
      ['organization', 'stacks_read_at'],
      'esc_trust_environments_stacks_idx',
      { predicate: knex.whereRaw('stacks_read_at <> 0') },
    );
  });

  // Lists of what is ignored have an index of their own.
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.index(
      ['organization', 'project', 'name', 'login_path'],
      'esc_trust_mappings_ignored_idx',
      { predicate: knex.whereRaw('ignored = true') },
    );
  });

  await knex.schema.createTable('esc_trust_environment_imports', table => {
    table.comment('Which environment imports which');
    table.string('organization', 100).notNullable().comment('Of both');
    table.string('path', 201).notNullable().comment('Of the one that imports');
    table
      .string('reference', 300)
      .notNullable()
      .comment('The import exactly as it is written');
    table
      .string('imported_path', 201)
      .notNullable()
      .comment('Of the one that is imported');
    table.primary(['organization', 'path', 'reference']);
    table.index(
      ['organization', 'imported_path'],
      'esc_trust_environment_imports_imported_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropIndex([], 'esc_trust_mappings_ignored_idx');
  });
  await knex.schema.dropTable('esc_trust_environment_imports');
  await knex.schema.dropTable('esc_trust_environments');
};

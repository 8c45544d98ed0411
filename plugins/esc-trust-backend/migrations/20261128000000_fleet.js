// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('esc_trust_sources', table => {
    table.comment('The accounts and organizations that assessments read');
    table.string('kind', 20).notNullable().comment('account or organization');
    table
      .string('name', 100)
      .notNullable()
      .comment('The account ID, or the name of the organization');
    table
      .bigInteger('due_at')
      .notNullable()
      .comment('Epoch milliseconds; while claimed, when the claim ends');
    table
      .string('claim_id', 36)
      .comment('Who reads it now: a result under another claim is refused');
    table.string('last_tried_at', 30).comment('ISO 8601');
    table
      .string('last_good_at', 30)
      .comment('ISO 8601; empty until it was read for the first time');
    table
      .string('failing_since', 30)
      .comment('ISO 8601; set while it cannot be read');
    table
      .integer('failed_cycles')
      .notNullable()
      .defaultTo(0)
      .comment('How often in a row it could not be read');
    table.text('reason').comment('Why it cannot be read');
    table
      .text('figures')
      .comment('Of the last good read, such as roles and calls, JSON');
    table.primary(['kind', 'name']);
    table.index(['kind', 'due_at'], 'esc_trust_sources_due_idx');
  });

  await knex.schema.createTable('esc_trust_account_roles', table => {
    table.comment(
      'Roles that trust a configured issuer, and those that a mapping names',
    );
    table.string('role_arn', 2048).primary().comment('The role');
    table.string('account_id', 12).notNullable().comment('Of the role');
    table
      .string('role_id', 128)
      .comment('Of IAM: another one means that the role was made anew');
    table.string('name', 64).notNullable().comment('Of the role');
    table.string('path', 512).notNullable().comment('Of the role');
    table
      .text('trust_policy', 'longtext')
      .comment('JSON text; empty while a mapping names it in vain');
    table
      .integer('max_session_duration')
      .notNullable()
      .comment('Seconds, of the role');
    table
      .string('owner_ref', 300)
      .comment('Its owner tag, when it was last read by itself');
    table
      .bigInteger('read_at')
      .notNullable()
      .comment('Epoch milliseconds; 0 until it was read by itself, with tags');
    table
      .string('digest', 64)
      .notNullable()
      .comment('Of what all its mappings were last assessed against');
    table.index('account_id', 'esc_trust_account_roles_account_id_idx');
  });

  await knex.schema.createTable('esc_trust_identity_providers', table => {
    table.comment('The identity provider of an issuer in an account');
    table.string('arn', 400).primary().comment('Computed from both');
    table.string('account_id', 12).notNullable().comment('The account');
    table
      .string('issuer', 300)
      .notNullable()
      .comment('URL; its provider may be missing');
    table
      .text('client_ids')
      .comment('The audiences that it lists, JSON; empty when it is missing');
    table
      .bigInteger('read_at')
      .notNullable()
      .comment('Epoch milliseconds; 0 until it was read for one mapping');
    table
      .string('digest', 64)
      .notNullable()
      .comment('Of what all mappings were last assessed against');
    table.index('account_id', 'esc_trust_identity_providers_account_id_idx');
  });

  await knex.schema.createTable('esc_trust_call_limits', table => {
    table.comment('The pace of calls that all replicas share');
    table.string('name', 100).primary().comment('What is limited');
    table
      .bigInteger('next_at')
      .notNullable()
      .comment('Epoch milliseconds; the next call may not start earlier');
    table
      .float('cut_rate')
      .comment('Calls a second, right after it was last told to slow down');
    table.bigInteger('cut_at').notNullable().comment('Epoch milliseconds');
  });

  await knex.schema.alterTable('esc_trust_mappings', table => {
    table
      .string('stale_source', 120)
      .comment('The source that could not be read, such as account:ID');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropColumn('stale_source');
  });
  await knex.schema.dropTable('esc_trust_call_limits');
  await knex.schema.dropTable('esc_trust_identity_providers');
  await knex.schema.dropTable('esc_trust_account_roles');
  await knex.schema.dropTable('esc_trust_sources');
};

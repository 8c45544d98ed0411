// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('esc_trust_instance', table => {
    table.comment('The identity of this portal, one row');
    table
      .string('id', 36)
      .primary()
      .comment('Written on AWS resources as the tag esc-trust:instance');
    table
      .integer('only_row')
      .notNullable()
      .defaultTo(1)
      .unique({ indexName: 'esc_trust_instance_only_row_uniq' })
      .comment('Always 1: two replicas that start together agree on one id');
  });

  await knex.schema.createTable('esc_trust_mappings', table => {
    table.comment('Which login of which environment uses which role');
    table.string('id', 36).primary().comment('Random UUID');
    table
      .string('organization', 100)
      .notNullable()
      .comment('Of the environment');
    table.string('project', 100).notNullable().comment('Of the environment');
    table.string('name', 100).notNullable().comment('Of the environment');
    table
      .string('login_path', 200)
      .notNullable()
      .comment('Where the login stands in the definition');
    table
      .string('role_arn', 2048)
      .comment('Empty while the definition holds an expression');
    table
      .string('consented_role_arn', 2048)
      .comment(
        'The role whose owner agreed to this environment; never written by an assessment',
      );
    table.string('account_id', 12).comment('Of the role; empty with the ARN');
    table.string('owner_ref', 300).comment('Entity ref of the owner');
    table
      .string('source', 20)
      .notNullable()
      .comment('provisioned, registered or discovered');
    table.string('status', 20).notNullable().comment('Of the trust report');
    table.string('access', 20).notNullable().comment('Of the trust report');
    table.string('exposure', 20).notNullable().comment('Of the trust report');
    table
      .text('report', 'longtext')
      .notNullable()
      .comment('The latest trust report, JSON');
    table.string('stale_since', 30).comment('ISO 8601; set while it is stale');
    table.text('stale_reason').comment('Why the live state could not be read');
    table.string('created_at', 30).notNullable().comment('ISO 8601');
    table
      .string('created_by', 300)
      .notNullable()
      .comment('Entity ref of the user');
    table.string('updated_at', 30).notNullable().comment('ISO 8601');
    table.unique(['organization', 'project', 'name', 'login_path'], {
      indexName: 'esc_trust_mappings_login_uniq',
    });
    table.index(
      'consented_role_arn',
      'esc_trust_mappings_consented_role_arn_idx',
    );
    table.index('owner_ref', 'esc_trust_mappings_owner_ref_idx');
    table.index('account_id', 'esc_trust_mappings_account_id_idx');
    table.index('status', 'esc_trust_mappings_status_idx');
  });

  await knex.schema.createTable('esc_trust_mapping_entities', table => {
    table.comment('The catalog entities whose pages show a mapping');
    table
      .string('mapping_id', 36)
      .notNullable()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    table.string('entity_ref', 300).notNullable().comment('The entity');
    table.primary(['mapping_id', 'entity_ref']);
    table.index('entity_ref', 'esc_trust_mapping_entities_entity_ref_idx');
  });

  await knex.schema.createTable('esc_trust_roles', table => {
    table.comment(
      'The roles that this portal has created, noted before the creation',
    );
    table.string('role_arn', 255).primary().comment('The role');
    table.string('owner_ref', 300).notNullable().comment('Who asked for it');
    table.string('created_at', 30).notNullable().comment('ISO 8601');
  });

  await knex.schema.createTable('esc_trust_operations', table => {
    table.comment('Changes of AWS and Pulumi Cloud, with their journal');
    table.string('id', 36).primary().comment('Random UUID');
    table.string('kind', 20).notNullable().comment('provision');
    table.string('state', 20).notNullable().comment('How far it got');
    table
      .text('request', 'longtext')
      .notNullable()
      .comment('What was asked for, JSON without secrets');
    table
      .string('request_digest', 64)
      .notNullable()
      .comment('Tells a repeated request from another with the same key');
    table
      .text('steps', 'longtext')
      .notNullable()
      .comment('The journal: every step, JSON');
    table.text('outcome').notNullable().comment('What it leads to, JSON');
    table.string('plan_digest', 64).notNullable().comment('Names the plan');
    table.text('error').comment('What went wrong, or what a person has to do');
    table
      .string('idempotency_key', 200)
      .comment('Empty once the operation is rolled back');
    table.string('created_at', 30).notNullable().comment('ISO 8601');
    table.string('created_by', 300).notNullable().comment('Entity ref');
    table.string('updated_at', 30).notNullable().comment('ISO 8601');
    table
      .bigInteger('lease_until')
      .notNullable()
      .comment('Epoch milliseconds; its process is gone when this has passed');
    table.unique(['created_by', 'idempotency_key'], {
      indexName: 'esc_trust_operations_idempotency_key_uniq',
    });
    table.index(
      ['created_by', 'created_at'],
      'esc_trust_operations_created_by_idx',
    );
  });

  await knex.schema.createTable('esc_trust_leases', table => {
    table.comment('Who may change a role, a provider or an environment now');
    table.string('resource', 400).primary().comment('What is held');
    table
      .string('operation_id', 36)
      .notNullable()
      .comment('The operation that holds it');
    table.bigInteger('expires_at').notNullable().comment('Epoch milliseconds');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('esc_trust_leases');
  await knex.schema.dropTable('esc_trust_operations');
  await knex.schema.dropTable('esc_trust_roles');
  await knex.schema.dropTable('esc_trust_mapping_entities');
  await knex.schema.dropTable('esc_trust_mappings');
  await knex.schema.dropTable('esc_trust_instance');
};

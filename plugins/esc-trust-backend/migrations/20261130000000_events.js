// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('esc_trust_touched', table => {
    table.comment('What events say has changed, until it has been read');
    table
      .string('kind', 20)
      .notNullable()
      .comment('role, identity-provider or environment');
    table
      .string('name', 400)
      .notNullable()
      .comment('Account and role, account and issuer, or the environment');
    table
      .bigInteger('noted_at')
      .notNullable()
      .comment('Epoch milliseconds, of the latest event');
    table
      .integer('notes')
      .notNullable()
      .comment('Events so far: more than a claim has seen means read again');
    table
      .integer('looks')
      .notNullable()
      .comment('How often it is still to be read: IAM shows changes late');
    table
      .bigInteger('due_at')
      .notNullable()
      .comment('Epoch milliseconds; while claimed, when the claim ends');
    table.string('claim_id', 36).comment('Who reads it now');
    table.primary(['kind', 'name']);
    table.index('due_at', 'esc_trust_touched_due_idx');
  });

  await knex.schema.alterTable('esc_trust_history', table => {
    table
      .bigInteger('announce_at')
      .defaultTo(0)
      .comment('Epoch milliseconds; empty once it was announced');
  });
  // Nobody wants to hear today what happened long ago.
  await knex('esc_trust_history').update({ announce_at: null });
  await knex.schema.alterTable('esc_trust_history', table => {
    table.index(['announce_at', 'id'], 'esc_trust_history_announce_idx', {
      predicate: knex.whereRaw('announce_at IS NOT NULL'),
    });
  });

  await knex.schema.createTable('esc_trust_notices', table => {
    table.comment('What the owners of mappings have been told');
    table
      .string('mapping_id', 36)
      .primary()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    table
      .string('status', 20)
      .notNullable()
      .comment('The one that its owner takes it to have');
    table
      .bigInteger('told_at')
      .comment('Epoch milliseconds; empty until its owner was told anything');
    table
      .bigInteger('due_at')
      .comment('Epoch milliseconds; when to look whether there is news');
    table.index('due_at', 'esc_trust_notices_due_idx', {
      predicate: knex.whereRaw('due_at IS NOT NULL'),
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('esc_trust_notices');
  await knex.schema.alterTable('esc_trust_history', table => {
    table.dropIndex(['announce_at', 'id'], 'esc_trust_history_announce_idx');
  });
  await knex.schema.alterTable('esc_trust_history', table => {
    table.dropColumn('announce_at');
  });
  await knex.schema.dropTable('esc_trust_touched');
};

// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('esc_trust_operations', table => {
    table
      .text('desired', 'longtext')
      .comment('What it leads to in full, JSON without secrets');
    table
      .text('caller')
      .comment('Who asked, with the groups they are in, JSON');
    table
      .text('memos', 'longtext')
      .comment('What each step needs to know to take its writes back, JSON');
    table
      .string('holder', 36)
      .comment('The run that works on it; a new one takes over a lost lease');
    table
      .string('cancelled_by', 300)
      .comment('Entity ref of the user who wants it taken back');
    table.string('environment', 302).comment('organization/project/name');
    table.string('account_id', 12).comment('Of the role');
    table.string('owner_ref', 300).comment('Entity ref of the owner');
    table.index(['state', 'lease_until'], 'esc_trust_operations_lease_idx');
    table.index(
      ['owner_ref', 'created_at'],
      'esc_trust_operations_owner_ref_idx',
    );
  });
  for (const row of await knex('esc_trust_operations').select()) {
    const { environment, accountId, ownerRef } = JSON.parse(row.request);
    if (!environment) {
      // Of a kind that only a newer version knows.
      await knex('esc_trust_operations').where({ id: row.id }).delete();
      continue;
    }
    await knex('esc_trust_operations')
      .where({ id: row.id })
      .update({
        environment: `${environment.organization}/${environment.project}/${environment.name}`,
        account_id: accountId,
        owner_ref: ownerRef,
      });
  }
  // Those that run were made by a version that can't be gone on with.
  await knex('esc_trust_operations')
    .whereIn('state', ['pending', 'applying', 'rolling-back'])
    .update({
      state: 'needs-attention',
      error:
        'The portal was updated while this operation ran. Start the same operation again: it goes on from what is there, or says what is in its way.',
      idempotency_key: null,
    });
  await knex('esc_trust_leases').delete();
  // What an operation changes stays its own until it has ended, however often
  // its process dies: the lease on the operation alone runs out.
  await knex.schema.alterTable('esc_trust_leases', table => {
    table.dropColumn('expires_at');
  });
  if (!knex.client.config.client.includes('sqlite')) {
    // Paths of adopted roles may have up to 512 characters. SQLite doesn't look
    // at lengths.
    await knex.schema.alterTable('esc_trust_roles', table => {
      table
        .string('role_arn', 2048)
        .notNullable()
        .alter({ alterNullable: false, alterType: true });
    });
  }
  await knex.schema.alterTable('esc_trust_roles', table => {
    table
      .boolean('adopted')
      .notNullable()
      .defaultTo(false)
      .comment('Somebody else created it: it is never deleted');
    table
      .string('policy_digest', 64)
      .comment('Of the trust policy that this portal wrote last');
    table
      .string('policy_written_at', 30)
      .comment('ISO 8601; AWS may show an older policy for a while');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_roles', table => {
    table.dropColumn('adopted');
    table.dropColumn('policy_digest');
    table.dropColumn('policy_written_at');
  });
  await knex.schema.alterTable('esc_trust_leases', table => {
    table.bigInteger('expires_at').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('esc_trust_operations', table => {
    table.dropIndex(
      ['owner_ref', 'created_at'],
      'esc_trust_operations_owner_ref_idx',
    );
    table.dropIndex(['state', 'lease_until'], 'esc_trust_operations_lease_idx');
    for (const column of [
      'desired',
      'caller',
      'memos',
      'holder',
      'cancelled_by',
      'environment',
      'account_id',
      'owner_ref',
    ]) {
      table.dropColumn(column);
    }
  });
};

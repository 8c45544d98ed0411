// @ts-check

/** Worst first, as people look for it. */
const SEVERITY = [
  'untrusted',
  'over-permissive',
  'unknown',
  'conditional',
  'trusted',
];

/** What every list comes in the order of, unless asked otherwise. */
const ORDER = ['organization', 'project', 'name', 'login_path'];

/** @type {Record<string, string[]>} */
const INDEXES = {
  environment: ORDER,
  owner_ref: ['owner_ref', ...ORDER],
  account_id: ['account_id', ...ORDER],
  role_name: ['role_name', ...ORDER],
  project: ['project', 'organization', 'name', 'login_path'],
  status: ['status', ...ORDER],
  access: ['access', ...ORDER],
  exposure: ['exposure', ...ORDER],
  source: ['source', ...ORDER],
  severity: ['severity', ...ORDER],
  updated_at: ['updated_at', ...ORDER],
  // Counts read this one alone, whatever is filtered by.
  everything: [
    'id',
    'status',
    'access',
    'exposure',
    'source',
    'account_id',
    'role_name',
    'owner_ref',
    'organization',
    'project',
    'name',
  ],
};

/** Indexes on single columns, which those above replace. */
const REPLACED = ['owner_ref', 'account_id', 'status'];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';

  await knex.schema.alterTable('esc_trust_mappings', table => {
    table
      .string('role_name', 64)
      .notNullable()
      .defaultTo('')
      .comment('Of the role; empty with the ARN');
    table
      .integer('severity')
      .notNullable()
      .defaultTo(SEVERITY.indexOf('unknown'))
      .comment('Place of the status among all, the worst is 0');
    table
      .boolean('ignored')
      .notNullable()
      .defaultTo(false)
      .comment('Discovered, and not to be shown');
    table
      .text('openings')
      .comment('The openings that are meant to be in use, JSON');
  });
  // Orders compare these columns, and nothing compares with null.
  for (const column of ['account_id', 'owner_ref']) {
    await knex('esc_trust_mappings')
      .whereNull(column)
      .update({ [column]: '' });
  }
  for (const [severity, status] of SEVERITY.entries()) {
    await knex('esc_trust_mappings').where({ status }).update({ severity });
  }

  await knex.schema.createTable('esc_trust_search_terms', table => {
    table.comment('What mappings are found by, in lower case');
    table
      .string('mapping_id', 36)
      .notNullable()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    const term = table.string('term', 310).notNullable().comment('A beginning');
    if (isPostgres) {
      // Prefixes are ranges only where texts are compared byte by byte.
      term.collate('C');
    }
    table.primary(['mapping_id', 'term']);
    table.index(['term', 'mapping_id'], 'esc_trust_search_terms_term_idx');
  });

  await knex.schema.createTable('esc_trust_findings', table => {
    table.comment('The findings of the latest trust reports');
    table
      .string('mapping_id', 36)
      .notNullable()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Names the finding while code, role and statement stay');
    table.string('code', 64).notNullable().comment('Stable, kebab-case');
    table.string('severity', 10).notNullable().comment('How much it matters');
    table.boolean('accepted').notNullable().comment('By somebody, on purpose');
    table.primary(['mapping_id', 'fingerprint']);
    table.index(['code', 'mapping_id'], 'esc_trust_findings_code_idx');
  });

  await knex.schema.createTable('esc_trust_history', table => {
    table.comment('How trust reports have changed, oldest first');
    table.bigIncrements('id').comment('In the order of the changes');
    table
      .string('mapping_id', 36)
      .notNullable()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    table.string('at', 30).notNullable().comment('ISO 8601');
    table.string('status_before', 20).comment('Empty for the first report');
    table.string('status', 20).notNullable().comment('Of the trust report');
    table.string('access', 20).notNullable().comment('Of the trust report');
    table.string('exposure', 20).notNullable().comment('Of the trust report');
    table.text('findings').notNullable().comment('Their codes, JSON');
    table.index(['mapping_id', 'id'], 'esc_trust_history_mapping_id_idx');
    table.index('at', 'esc_trust_history_at_idx');
  });

  await knex.schema.createTable('esc_trust_acceptances', table => {
    table.comment('Findings that somebody has accepted on purpose');
    table
      .string('mapping_id', 36)
      .notNullable()
      .references('id')
      .inTable('esc_trust_mappings')
      .onDelete('CASCADE')
      .comment('The mapping');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Of the finding: code, role and statement');
    table.text('reason').notNullable().comment('Why, in a sentence');
    table.string('until', 30).notNullable().comment('ISO 8601');
    table.string('accepted_at', 30).notNullable().comment('ISO 8601');
    table.string('accepted_by', 300).notNullable().comment('Entity ref');
    table.primary(['mapping_id', 'fingerprint']);
    table.index('until', 'esc_trust_acceptances_until_idx');
  });

  for (const row of await knex('esc_trust_mappings').select()) {
    const { id, organization, project, name, role_arn: arn } = row;
    const roleName = (arn ?? '').split('/').slice(1).pop() ?? '';
    await knex('esc_trust_mappings')
      .where({ id })
      .update({ role_name: roleName.slice(0, 64) });
    const terms = [
      `${organization}/${project}/${name}`,
      `${project}/${name}`,
      name,
      roleName,
      row.account_id,
    ].map(term => term.toLowerCase());
    await knex('esc_trust_search_terms').insert(
      [...new Set(terms)]
        .filter(Boolean)
        .map(term => ({ mapping_id: id, term })),
    );
    /** @type {Map<string, object>} */
    const findings = new Map();
    for (const finding of JSON.parse(row.report).findings ?? []) {
      const { fingerprint, code, severity } = finding;
      findings.set(fingerprint, {
        mapping_id: id,
        fingerprint,
        code,
        severity,
        accepted: Boolean(finding.accepted),
      });
    }
    if (findings.size > 0) {
      await knex('esc_trust_findings').insert([...findings.values()]);
    }
  }

  // No list shows what is ignored.
  const predicate = knex.whereRaw('ignored = false');
  await knex.schema.alterTable('esc_trust_mappings', table => {
    for (const [name, columns] of Object.entries(INDEXES)) {
      table.index(columns, `esc_trust_mappings_by_${name}_idx`, { predicate });
    }
    for (const column of REPLACED) {
      table.dropIndex(column, `esc_trust_mappings_${column}_idx`);
    }
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('esc_trust_mappings', table => {
    for (const column of REPLACED) {
      table.index(column, `esc_trust_mappings_${column}_idx`);
    }
    for (const [name, columns] of Object.entries(INDEXES)) {
      table.dropIndex(columns, `esc_trust_mappings_by_${name}_idx`);
    }
  });
  await knex.schema.dropTable('esc_trust_acceptances');
  await knex.schema.dropTable('esc_trust_history');
  await knex.schema.dropTable('esc_trust_findings');
  await knex.schema.dropTable('esc_trust_search_terms');
  for (const column of ['account_id', 'owner_ref']) {
    await knex('esc_trust_mappings')
      .where({ [column]: '' })
      .update({ [column]: null });
  }
  await knex.schema.alterTable('esc_trust_mappings', table => {
    table.dropColumns('role_name', 'severity', 'ignored', 'openings');
  });
};

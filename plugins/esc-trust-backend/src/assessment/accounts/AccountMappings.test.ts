import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../../database';
import { AccountMappings } from './AccountMappings';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_17'] });
const describeOnPostgres = databases.supports('POSTGRES_17')
  ? describe
  : describe.skip;
const ROWS = 20_000;

describeOnPostgres('the mappings of an account', () => {
  it('are found without a look at those of all others', async () => {
    const knex = await databases.init('POSTGRES_17');
    await openDatabase(mockServices.database({ knex }));
    await knex.raw(
      `INSERT INTO esc_trust_mappings (
         id, organization, project, name, login_path, role_arn, role_name,
         consented_role_arn, account_id, owner_ref, source, status, severity,
         access, exposure, report, created_at, created_by, updated_at)
       SELECT
         lpad(i::text, 36, '0'), 'acme', 'project', 'environment-' || i, 'aws.login',
         'arn:aws:iam::' || account || ':role/role-' || i, 'role-' || i,
         'arn:aws:iam::' || account || ':role/role-' || i, account,
         'group:default/team', 'registered', 'trusted', 4, 'works', 'intended',
         '{}', '', 'user:default/x', ''
       FROM generate_series(1, ?) AS i,
         LATERAL (SELECT (100000000000 + i % 200)::text AS account) AS accounts`,
      [ROWS],
    );
    await knex.raw('VACUUM ANALYZE esc_trust_mappings');
    const statements: Array<{ sql: string; bindings: unknown[] }> = [];
    knex.on('query', query => statements.push(query));

    const mappings = new AccountMappings({ knex });
    const found = await mappings.inAccount('100000000007');
    expect(found).toHaveLength(ROWS / 200);
    const arns = found.map(({ roleArn }) => roleArn);
    expect([...(await mappings.consents(arns)).keys()].sort()).toEqual(
      arns.sort(),
    );

    const plans: string[] = [];
    for (const { sql, bindings } of [...statements]) {
      const { rows } = await knex.raw(
        `EXPLAIN ${sql.replace(/\$\d+/g, '?')}`,
        bindings as string[],
      );
      plans.push(
        rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'),
      );
    }
    expect(plans).toHaveLength(2);
    expect(plans.filter(plan => plan.includes('Seq Scan'))).toEqual([]);
  });
});

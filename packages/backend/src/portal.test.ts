import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { assumeRoleWithWebIdentity } from './__testUtils__/assumeRole';
import { TemplateRun } from './__testUtils__/PortalClient';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_17', 'SQLITE_3'] });

/** The setting `backend.database` that leads to a fresh database. */
async function databaseConfig(id: TestDatabaseId): Promise<JsonObject> {
  if (id === 'SQLITE_3') {
    return { client: 'better-sqlite3', connection: ':memory:' };
  }
  const { connection } = (await databases.init(id)).client.config;
  return {
    client: 'pg',
    // Knex hides the password from a spread.
    connection: { ...connection, password: connection.password },
    pluginDivisionMode: 'schema',
    // Backends leave their connections open when they stop; let them time out.
    knexConfig: {
      pool: { min: 0, idleTimeoutMillis: 50, reapIntervalMillis: 50 },
    },
  };
}

const environment = 'acme/payments/checkout';
const template = 'aws-role-for-esc-environment';
const environmentOf = (name: string) => ({
  organization: 'acme',
  project: 'payments',
  name,
});
const values = {
  environment: environmentOf('checkout'),
  accountId: '222222222222',
  ownerRef: 'group:default/payments-team',
  entityRef: 'component:default/payments-api',
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
};
const audience = 'aws:acme';
const subject =
  'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/checkout';
const stepNames = [
  'assessment',
  'audience',
  'boundary',
  'environment',
  'identity provider',
  'mapping',
  'permissions',
  'role',
  'session duration',
  'tags',
  'trust policy',
];

/**
 * What the task log says was done in each step. Sorted: Backstage stores the
 * lines without waiting, so PostgreSQL may store neighbours in another order.
 */
function stepsOf({ log }: TemplateRun): string[] {
  return log
    .flatMap(
      line =>
        line.match(/([a-z ]+: (?:created|updated|unchanged)) \(/)?.[1] ?? [],
    )
    .map(step => step.trim())
    .sort();
}

describe.each(databases.eachSupportedId())('the portal (%s)', databaseId => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databaseConfig(databaseId));
  });

  afterAll(async () => {
    await portal?.stop();
  });

  const writes = () => portal.simulator.calls.filter(({ write }) => write);
  const provisionedRole = () =>
    portal.simulator.aws
      .account(values.accountId)
      .roles()
      .find(({ path }) => path === '/pulumi-esc/')!;
  const readMappings = async () =>
    (
      await portal.client.request(
        'GET',
        `/api/esc-trust/mappings?environment=${encodeURIComponent(
          environment,
        )}`,
      )
    ).body;

  it('gives a team a trusted AWS role', async () => {
    const { client, simulator } = portal;

    const run = await client.runTemplate(template, values);

    expect(stepsOf(run)).toEqual([
      'assessment: updated',
      'audience: unchanged',
      'boundary: unchanged',
      'environment: updated',
      'identity provider: unchanged',
      'mapping: created',
      'permissions: created',
      'role: created',
      'session duration: created',
      'tags: created',
      'trust policy: created',
    ]);
    expect(run.status).toBe('completed');

    const role = provisionedRole();
    expect(role.roleName).toMatch(/^esc-payments-checkout-[0-9a-f]{8}$/);
    expect([...role.attachedPolicies]).toEqual(values.managedPolicyArns);
    expect(Object.fromEntries(role.tags)).toMatchObject({
      'esc-trust:owner': values.ownerRef,
      'esc-trust:environment': environment,
    });
    expect(role.trustPolicy).toMatchObject({
      Statement: [
        {
          Sid: expect.stringMatching(/^PulumiEscTrust/),
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'api.pulumi.com/oidc:aud': audience,
              'api.pulumi.com/oidc:sub': subject,
            },
          },
        },
      ],
    });

    const { yaml } = simulator.pulumi.environment(environment)!;
    expect(yaml).toContain(`roleArn: ${role.arn}`);
    expect(yaml).toContain('currentEnvironment.name');
    // What stood there before, with its comment.
    expect(yaml).toContain('# New: has no AWS login yet.');
    expect(yaml).toContain('FEATURE_FLAGS: express-checkout');

    expect(await readMappings()).toMatchObject({
      totalItems: 1,
      items: [
        {
          environment: {
            organization: 'acme',
            project: 'payments',
            name: 'checkout',
          },
          loginPath: 'aws.login',
          roleArn: role.arn,
          accountId: values.accountId,
          ownerRef: values.ownerRef,
          entityRefs: [values.entityRef],
          source: 'provisioned',
          createdBy: 'user:default/guest',
          trust: {
            status: 'trusted',
            access: 'works',
            exposure: { verdict: 'intended' },
            claims: { audience, subject },
          },
        },
      ],
    });
  });

  it('finds nothing to do when it runs again', async () => {
    const before = await readMappings();
    portal.simulator.calls.length = 0;

    const run = await portal.client.runTemplate(template, values);

    expect(stepsOf(run)).toEqual(stepNames.map(name => `${name}: unchanged`));
    expect(run.status).toBe('completed');
    expect(portal.simulator.calls).not.toEqual([]);
    expect(writes()).toEqual([]);
    expect(await readMappings()).toEqual(before);
  });

  it('lets the environment in, and no sibling', async () => {
    const { simulator, simulatorUrl } = portal;
    const { arn } = provisionedRole();
    const own = simulator.pulumi.environment(environment)!;
    simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'checkout-sibling',
      yaml: own.yaml,
    });
    const assume = async (from: string) =>
      assumeRoleWithWebIdentity(
        simulatorUrl,
        arn,
        await simulator.mintEnvironmentToken(from),
      );

    expect(await assume(environment)).toMatchObject({
      status: 200,
      body: expect.stringContaining('<SessionToken>'),
    });
    expect(await assume('acme/payments/checkout-sibling')).toMatchObject({
      status: 403,
      body: expect.stringContaining(
        'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      ),
    });
  });

  it.each([
    [
      'an unknown organization',
      { environment: { ...values.environment, organization: 'nobody' } },
      /nobody/,
    ],
    [
      'an account of another team',
      { accountId: '333333333333' },
      /333333333333/,
    ],
    [
      "somebody else's environment",
      {
        environment: {
          ...environmentOf('shared-network'),
          project: 'platform',
        },
      },
      /acme\/platform/,
    ],
    [
      'a policy that is not allowed',
      {
        environment: environmentOf('greedy'),
        managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
      /AdministratorAccess/,
    ],
  ])('refuses %s before the first write', async (_, change, sentence) => {
    portal.simulator.calls.length = 0;

    const run = await portal.client.runTemplate(template, {
      ...values,
      ...change,
    });

    expect(run.status).toBe('failed');
    expect(run.log.join('\n')).toMatch(sentence);
    expect(writes()).toEqual([]);
  });
});

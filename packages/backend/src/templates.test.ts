import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { assumeRoleWithWebIdentity } from './__testUtils__/assumeRole';
import { projectFile, readDemoConfig } from './__testUtils__/demoConfig';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const TASKS = '/api/scaffolder/v2/tasks';
const OWNER = 'group:default/payments-team';
const PLANTED = 'plain-text-that-nobody-may-see';
const S3 = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const environmentOf = (name: string) => ({
  organization: 'acme',
  project: 'payments',
  name,
});
const ROLE = {
  environment: environmentOf('invoices'),
  accountId: '111111111111',
  ownerRef: OWNER,
};
const ADOPTION = {
  accountId: '222222222222',
  roleName: 'payments-reporting',
  ownerRef: OWNER,
  environment: environmentOf('reporting'),
};

// One portal for all: SQLite will do, the database is tested elsewhere.
describe('the templates', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      client: 'better-sqlite3',
      connection: ':memory:',
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  const writes = () => portal.simulator.calls.filter(({ write }) => write);
  const run = async (template: string, values: object) => {
    portal.simulator.calls.length = 0;
    const { log, ...result } = await portal.client.runTemplate(
      template,
      values,
    );
    return { ...result, log: log.join('\n') };
  };
  const create = (values: object) =>
    run('aws-role-for-esc-environment', values);
  const remove = (values: object) =>
    run('remove-aws-role-for-esc-environment', values);
  const adopt = (values: object) => run('adopt-aws-role', values);
  const environment = (name: string) =>
    portal.simulator.pulumi.environment(`acme/payments/${name}`);
  const createdRoles = () =>
    portal.simulator.aws
      .account(ROLE.accountId)
      .roles()
      .filter(({ path }) => path === '/pulumi-esc/');
  const textsOf = (output: Record<string, unknown>) =>
    (output.text as Array<{ title: string; content: string }>).map(
      ({ title }) => title,
    );

  it('are all in the portal', () => {
    const { catalog } = readDemoConfigOf();
    const targets = catalog.locations.map(({ target }) => target);
    for (const name of readdirSync(projectFile('templates'))) {
      expect(targets).toContain(`../../templates/${name}/template.yaml`);
      const text = readFileSync(
        projectFile(`templates/${name}/template.yaml`),
        'utf8',
      );
      expect(parse(text).metadata).toMatchObject({
        name,
        title: expect.any(String),
        description: expect.any(String),
      });
    }
  });

  it('show a plan and change nothing when that is all they should do', async () => {
    const { status, log, output } = await create({ ...ROLE, planOnly: true });
    expect(status).toBe('completed');
    expect(log).toContain('role: to be created');
    expect(log).toMatch(/\+ .*sts:AssumeRoleWithWebIdentity/);
    expect(textsOf(output)).toEqual(['The plan']);
    expect(writes()).toEqual([]);
  });

  it('take every choice of a role', async () => {
    const { status, log, output } = await create({
      ...ROLE,
      managedPolicyArns: [S3],
      roleName: 'payments-invoices',
      roleDescription: 'Reads the invoices',
      maxSessionDuration: 7200,
      tags: { 'cost-center': '4711' },
      loginPath: 'aws.invoices',
      subjectAttributes: ['currentEnvironment.name', 'rootEnvironment.name'],
      loginDuration: '1h30m',
      sessionName: 'invoices',
      sessionPolicyArns: [S3],
    });
    expect(log).toContain('role: created');
    expect(status).toBe('completed');
    expect(textsOf(output)).toEqual(['The role is ready', 'The plan']);
    const [role] = createdRoles();
    expect(role).toMatchObject({
      roleName: 'payments-invoices',
      description: 'Reads the invoices',
      maxSessionDuration: 7200,
    });
    expect(role.tags.get('cost-center')).toBe('4711');
    expect(parse(environment('invoices')!.yaml).values.aws.invoices).toEqual({
      'fn::open::aws-login': {
        oidc: {
          roleArn: role.arn,
          sessionName: 'invoices',
          duration: '1h30m',
          policyArns: [S3],
          subjectAttributes: [
            'currentEnvironment.name',
            'rootEnvironment.name',
          ],
        },
      },
    });
  });

  it('take everything back when their task is cancelled', async () => {
    const { client, simulator } = portal;
    const before = createdRoles().map(({ arn }) => arn);
    const stopListening = simulator.faults.onCall(async ({ action }) => {
      if (action === 'AttachRolePolicy') {
        const { tasks } = (await client.request('GET', TASKS)).body;
        const { id } = tasks.find(({ status }: any) => status === 'processing');
        await client.request('POST', `${TASKS}/${id}/cancel`);
        // The scaffolder's workers look for cancelled tasks every second.
        await wait(3_000);
      }
    });
    const { status, log } = await create({
      ...ROLE,
      environment: environmentOf('cancelled'),
      managedPolicyArns: [S3],
    });
    stopListening();
    expect(status).toBe('failed');
    expect(log).toContain('The task was cancelled: taking everything back');
    expect(log).toContain('role: taken back');
    const { body } = await client.request('GET', '/api/esc-trust/operations');
    expect(body.items[0]).toMatchObject({
      environment: { name: 'cancelled' },
      state: 'rolled-back',
    });
    expect(createdRoles().map(({ arn }) => arn)).toEqual(before);
    expect(environment('cancelled')).toBeUndefined();
  });

  it('remove the role again, and nothing else', async () => {
    const [role] = createdRoles();
    const token = await portal.simulator.mintEnvironmentToken(
      'acme/payments/invoices',
    );
    const planned = await remove({ ...ROLE, planOnly: true });
    expect(planned.log).toContain('role: to be deleted');
    expect(writes()).toEqual([]);

    const { status, log } = await remove(ROLE);
    expect(log).toContain('role: deleted');
    expect(status).toBe('completed');
    expect(createdRoles()).toEqual([]);
    expect(environment('invoices')!.yaml).not.toContain('aws-login');
    const refused = await assumeRoleWithWebIdentity(
      portal.simulatorUrl,
      role.arn,
      token,
    );
    expect(refused.status).toBe(403);

    const again = await remove(ROLE);
    expect(again.status).toBe('failed');
    expect(again.log).toContain(
      'The portal knows no AWS role of acme/payments/invoices',
    );
  });

  it('adopt a role, beside everything that is in it', async () => {
    const role = portal.simulator.aws
      .account(ADOPTION.accountId)
      .role(ADOPTION.roleName)!;
    const before = role.trustPolicy as { Statement: object[] };
    const attached = [...role.attachedPolicies];

    const reporting = environment('reporting')!;
    const { organization, project, name } = reporting;
    portal.simulator.pulumi.putEnvironment({
      organization,
      project,
      name,
      yaml: `${reporting.yaml}    API_KEY: ${PLANTED}\n`,
    });

    const planned = await adopt({ ...ADOPTION, planOnly: true });
    expect(planned.log).toMatch(/\+ .*PulumiEscTrust/);
    expect(writes()).toEqual([]);

    const { status, log, output } = await adopt(ADOPTION);
    expect(log).toContain('trust policy: updated');
    expect(status).toBe('completed');
    expect(environment('reporting')!.yaml).toContain(PLANTED);
    expect(JSON.stringify([planned, log, output])).not.toContain(PLANTED);
    const after = role.trustPolicy as { Statement: object[] };
    expect(after.Statement).toEqual([
      ...before.Statement,
      expect.objectContaining({
        Sid: expect.stringMatching(/^PulumiEscTrust/),
      }),
    ]);
    expect([...role.attachedPolicies]).toEqual(attached);
    // What it trusted before is as wide as ever, and isn't the portal's to change.
    expect(textsOf(output)).toEqual([
      'The role is adopted and needs a look',
      'The plan',
    ]);

    const again = await adopt(ADOPTION);
    expect(again.status).toBe('completed');
    expect(writes()).toEqual([]);
  });

  it.each([
    [
      'a role that can do too much',
      {
        roleName: 'payments-prod-api',
        environment: environmentOf('prod-api'),
      },
      /PowerUserAccess/,
    ],
    [
      "another team's role",
      {
        roleName: 'platform-shared-network',
        environment: environmentOf('network'),
      },
      /may not be adopted.*adoptableRoles/,
    ],
  ])('adopt not: %s', async (_, change, sentence) => {
    const { status, log } = await adopt({ ...ADOPTION, ...change });
    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(writes()).toEqual([]);
  });
});

function readDemoConfigOf() {
  const names = [
    ...readFileSync(projectFile('app-config.yaml'), 'utf8').matchAll(
      /\$\{(\w+)\}/g,
    ),
  ].map(([, name]) => [name, 'x']);
  return readDemoConfig(Object.fromEntries(names)) as unknown as {
    catalog: { locations: Array<{ target: string }> };
  };
}

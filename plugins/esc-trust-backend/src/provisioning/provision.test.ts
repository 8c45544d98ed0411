import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  defaultRoleName,
  findAwsLogins,
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  ALLOWED_POLICY,
  configFor,
  GUEST,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const ROLE_NAME = defaultRoleName(REQUEST.environment);

describe.each(databases.eachSupportedId())('provisioning on %p', id => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  it('gives a team a role that exactly its environment may assume', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const { simulator } = portal;

    const operation = await portal.provision({
      ...REQUEST,
      accountId: '333333333333',
    });

    expect(operation).toMatchObject({
      state: 'succeeded',
      createdBy: 'user:default/guest',
      outcome: {
        audience: 'aws:acme',
        subject:
          'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/invoices',
        status: 'trusted',
        mappingId: expect.any(String),
      },
    });
    expect(operation.steps.map(s => [s.step, s.action, s.state])).toEqual([
      ['identity-provider', 'create', 'succeeded'],
      ['audience', 'create', 'succeeded'],
      ['role', 'create', 'succeeded'],
      ['trust-policy', 'create', 'succeeded'],
      ['permissions', 'create', 'succeeded'],
      ['environment', 'create', 'succeeded'],
      ['mapping', 'create', 'succeeded'],
      ['assessment', 'update', 'succeeded'],
    ]);

    const account = simulator.aws.account('333333333333');
    expect(account.identityProvider(simulator.issuer)).toMatchObject({
      clientIds: new Set(['aws:acme']),
    });
    const role = account.roles().find(r => r.path === '/pulumi-esc/')!;
    expect(role.arn).toBe(operation.outcome.roleArn);
    expect([...role.attachedPolicies]).toEqual([ALLOWED_POLICY]);
    expect(Object.fromEntries(role.tags)).toEqual({
      'esc-trust:instance': expect.any(String),
      'esc-trust:owner': TEAM,
      'esc-trust:environment': 'acme/payments/invoices',
    });
    const environment = simulator.pulumi.environment('acme/payments/invoices')!;
    expect(environment.tags.get('esc-trust:owner')).toBe(TEAM);
    expect(findAwsLogins(environment.yaml).logins).toMatchObject([
      { path: 'aws.login', roleArn: { literal: role.arn } },
    ]);
  });

  it('changes nothing when it runs again', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    await portal.provision(REQUEST);
    portal.simulator.calls.length = 0;

    const again = await portal.provision(REQUEST);

    expect(again.state).toBe('succeeded');
    expect(again.steps.map(s => s.action)).toEqual(Array(8).fill('unchanged'));
    expect(portal.writes()).toEqual([]);
  });

  it('answers a dry run with the plan and stores nothing', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const post = (body: object) =>
      portal.http
        .post('/api/esc-trust/operations')
        .set('Authorization', GUEST)
        .send(body);

    const { status, body } = await post({ ...REQUEST, dryRun: true });
    const plan: Plan = body;
    expect(status).toBe(200);
    expect(plan.steps.map(s => s.action)).toEqual([
      'unchanged',
      'unchanged',
      'create',
      'create',
      'create',
      'create',
      'create',
      'update',
    ]);
    expect(portal.writes()).toEqual([]);
    const operations = await portal.http
      .get('/api/esc-trust/operations')
      .set('Authorization', GUEST);
    expect(operations.body).toEqual({ items: [] });

    // The world moves: the agreed plan isn't applied, the new one is shown.
    portal.simulator.aws
      .account('111111111111')
      .identityProvider(portal.simulator.issuer)!
      .clientIds.clear();
    const moved = await post({ ...REQUEST, planDigest: plan.planDigest });
    expect(moved.status).toBe(409);
    expect(moved.body.error.name).toBe('ConflictError');
    expect(moved.body.plan.steps[1]).toMatchObject({
      step: 'audience',
      action: 'create',
    });
    expect(portal.writes()).toEqual([]);
    const agreed = await portal.provision({
      ...REQUEST,
      planDigest: moved.body.plan.planDigest,
    });
    expect(agreed.state).toBe('succeeded');
  });

  it('takes everything back when a step fails', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const account = portal.simulator.aws.account('333333333333');
    const before = account.roles().length;

    const operation = await portal.provision({
      ...REQUEST,
      accountId: '333333333333',
      role: { managedPolicyArns: ['arn:aws:iam::aws:policy/NoSuchPolicy'] },
    });

    expect(operation.state).toBe('rolled-back');
    expect(operation.error).toContain('NoSuchPolicy');
    expect(operation.steps.map(s => s.state)).toEqual([
      'rolled-back',
      'rolled-back',
      'rolled-back',
      'succeeded',
      'failed',
      'pending',
      'pending',
      'pending',
    ]);
    expect(account.roles()).toHaveLength(before);
    expect(account.identityProvider(portal.simulator.issuer)).toBeUndefined();
    expect(
      portal.simulator.pulumi.environment('acme/payments/invoices'),
    ).toBeUndefined();
  });

  it('takes the AWS side back when Pulumi Cloud refuses to write', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      config: (demo, url) => {
        const config = configFor(demo, url);
        // A token that may read everything and write nothing.
        config.escTrust.organizations[0].tokens.write = demo.pulumiTokens.read;
        return config;
      },
    });

    const operation = await portal.provision(REQUEST);

    expect(operation).toMatchObject({
      state: 'rolled-back',
      error: expect.stringContaining('escTrust.organizations[0].tokens.write'),
    });
    expect(JSON.stringify(operation)).not.toContain(
      portal.demo.pulumiTokens.read,
    );
    const account = portal.simulator.aws.account('111111111111');
    expect(account.role(ROLE_NAME)).toBeUndefined();
    expect(account.roles().some(r => r.path === '/pulumi-esc/')).toBe(false);
  });

  it('starts once for one Idempotency-Key, even for requests at once', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const headers = { 'Idempotency-Key': 'task-1' };

    const [first, second] = await Promise.all([
      portal.provision(REQUEST, headers),
      portal.provision(REQUEST, headers),
    ]);
    expect(second.id).toBe(first.id);
    expect(portal.writes().filter(a => a === 'CreateRole')).toHaveLength(1);

    const other = await portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', GUEST)
      .set(headers)
      .send({ ...REQUEST, entityRefs: [] });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain('Idempotency-Key');
  });

  it('really tries again after a rollback with the same key', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const headers = { 'Idempotency-Key': 'task-1' };
    const failing: ProvisionRequest = {
      ...REQUEST,
      role: { managedPolicyArns: ['arn:aws:iam::aws:policy/NoSuchPolicy'] },
    };
    const first = await portal.provision(failing, headers);
    expect(first.state).toBe('rolled-back');
    expect((await portal.provision(REQUEST, headers)).state).toBe('succeeded');
  });

  it('lets one operation at a time change a role', async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const responses = await Promise.all(
      [1, 2, 3].map(() =>
        portal.http
          .post('/api/esc-trust/operations')
          .set('Authorization', GUEST)
          .send(REQUEST),
      ),
    );
    const statuses = responses.map(r => r.status).sort();
    expect(statuses[0]).toBe(202);
    expect(new Set(statuses.slice(1))).toEqual(new Set([409]));
  });
});

describe('refusals', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({ knex: await databases.init('SQLITE_3') });
    const { simulator } = portal;
    simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'unowned',
      yaml: '',
    });
    simulator.aws.account('111111111111').putRole({
      roleName: 'Somebodys-Role',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'sts:AssumeRole',
        },
      },
      tags: { 'esc-trust:owner': TEAM },
    });
    simulator.calls.length = 0;
  });

  afterAll(() => portal.stop());

  const environment = REQUEST.environment;
  it.each<[string, object, number, RegExp]>([
    [
      'an unknown organization',
      { environment: { ...environment, organization: 'nobody' } },
      400,
      /The organization nobody is unknown: choose one of acme/,
    ],
    [
      'an account that is not configured',
      { accountId: '444444444444' },
      400,
      /444444444444 is not configured: choose one of 111111111111/,
    ],
    [
      'an account that is not allowed',
      { accountId: '222222222222' },
      403,
      /may not provision in account 222222222222: escTrust.provisioning.allow allows it 111111111111, 333333333333/,
    ],
    [
      'a project that is not allowed',
      { environment: { ...environment, project: 'secret' } },
      403,
      /may not use environments of acme\/secret/,
    ],
    [
      'a policy that is not allowed',
      {
        role: {
          managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        },
      },
      403,
      /may not attach .*AdministratorAccess: escTrust.provisioning.allow allows it/,
    ],
    [
      'a malformed environment name',
      { environment: { ...environment, name: 'a b' } },
      400,
      /The environment name "a b" is not valid: use letters/,
    ],
    [
      'a name that climbs',
      { environment: { ...environment, name: '..' } },
      400,
      /The environment name "\.\." is not valid/,
    ],
    [
      'a malformed role name',
      { role: { name: 'no/slash' } },
      400,
      /The role name "no\/slash" is not valid/,
    ],
    [
      'a description that AWS refuses',
      { role: { description: 'smile 🙂' } },
      400,
      /Latin-1/,
    ],
    [
      'a text that is no policy',
      { role: { managedPolicyArns: ['ReadOnly'] } },
      400,
      /"ReadOnly" is not the ARN of a managed policy/,
    ],
    [
      'a duration over the role',
      { login: { duration: '2h' } },
      400,
      /longer than the role's maximum of 3600 seconds/,
    ],
    [
      'a duration below a quarter of an hour',
      { login: { duration: '5m' } },
      400,
      /use 15m to 12h/,
    ],
    [
      'a malformed login path',
      { login: { path: 'a b' } },
      400,
      /The login path "a b" is not valid/,
    ],
    [
      'a malformed session name',
      { login: { sessionName: 'x' } },
      400,
      /The session name "x" is not valid/,
    ],
    [
      'a subject that depends on the user',
      { login: { subjectAttributes: ['pulumi.user.login'] } },
      400,
      /depends on who opens the environment/,
    ],
    [
      'a role name that is taken, in another case',
      { role: { name: 'somebodys-role' } },
      409,
      /already has a role named Somebodys-Role .*choose another role name/,
    ],
    [
      'a login path in use',
      { environment: { ...environment, name: 'dev-api' } },
      409,
      /The login aws.login of acme\/payments\/dev-api uses the role arn:.*choose another login path/,
    ],
    [
      "somebody else's environment",
      {
        environment: {
          ...environment,
          project: 'platform',
          name: 'shared-network',
        },
      },
      403,
      /acme\/platform\/shared-network belongs to somebody else/,
    ],
    [
      'an environment without owner',
      { environment: { ...environment, name: 'unowned' } },
      403,
      /has no recorded owner: set its tag esc-trust:owner/,
    ],
    [
      'an owner one does not belong to',
      { ownerRef: 'group:default/platform-team' },
      403,
      /You are not a member of group:default\/platform-team/,
    ],
    ['an unknown field', { surprise: true }, 400, /surprise|additional/],
    ['another kind', { kind: 'destroy' }, 400, /kind/],
  ])('%s: before the first write', async (_, change, status, message) => {
    const response = await portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', GUEST)
      .send({ ...REQUEST, ...change });

    expect(response.body.error.message).toMatch(message);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({
      error: { name: expect.any(String) },
      response: { statusCode: status },
    });
    expect(portal.writes()).toEqual([]);
  });

  it.each([
    ['a service', mockCredentials.service.header(), 403],
    ['nobody', mockCredentials.none.header(), 401],
    ['another team', mockCredentials.user.header('user:default/sam'), 403],
  ])('%s may not provision', async (_, header, status) => {
    const response = await portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', header)
      .send(REQUEST);
    expect(response.status).toBe(status);
    expect(portal.writes()).toEqual([]);
  });
});

describe('what is not configured or not permitted', () => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  const post = (dryRun = false) =>
    portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', GUEST)
      .send({ ...REQUEST, dryRun });

  it('needs the permission, for a dry run too', async () => {
    portal = await startTestPortal({
      knex: await databases.init('SQLITE_3'),
      permissions: AuthorizeResult.DENY,
    });
    for (const response of [await post(), await post(true)]) {
      expect(response.status).toBe(403);
      expect(response.body.error.message).toBe(
        'You need the permission esc-trust.role.provision',
      );
    }
    expect(portal.simulator.calls).toEqual([]);
  });

  it.each<[string, (config: ReturnType<typeof configFor>) => void, RegExp]>([
    [
      'AWS credentials that AWS refuses',
      c => {
        c.aws.mainAccount = {
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'very-secret',
        };
      },
      /AWS refuses the credentials for account 111111111111 .*check aws\.accounts, aws\.accountDefaults and aws\.mainAccount/,
    ],
    [
      'a role that does not let the portal in',
      c => {
        c.aws.accountDefaults.roleName = 'dev-api';
      },
      /AWS refuses the credentials for account 111111111111/,
    ],
    [
      'a Pulumi token that is refused',
      c => {
        c.escTrust.organizations[0].tokens.read = 'very-secret';
      },
      /refuses the token in escTrust\.organizations\[0\]\.tokens\.read/,
    ],
  ])('%s: 503 that names the setting', async (_, change, message) => {
    portal = await startTestPortal({
      knex: await databases.init('SQLITE_3'),
      config: (demo, url) => {
        const config = configFor(demo, url);
        change(config);
        return config;
      },
    });
    const response = await post();
    expect(response.body.error.message).toMatch(message);
    expect(response.status).toBe(503);
    expect(JSON.stringify(response.body)).not.toContain('very-secret');
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
  });
});

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  defaultRoleName,
  findAwsLogins,
  Operation,
  Plan,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  ALLOWED_POLICY,
  configFor,
  GUEST,
  LATE_POLICY,
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
      ['boundary', 'unchanged', 'succeeded'],
      ['permissions', 'create', 'succeeded'],
      ['tags', 'create', 'succeeded'],
      ['session-duration', 'create', 'succeeded'],
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
    expect(again.steps.map(s => s.action)).toEqual(Array(11).fill('unchanged'));
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

    const seenBy = async (user: string) => {
      const answer = await portal.http
        .get('/api/esc-trust/operations')
        .set('Authorization', mockCredentials.user.header(user));
      return answer.body.items.map((item: Operation) => item.id);
    };
    expect(await seenBy('user:default/guest')).toEqual([agreed.id]);
    // Of the same team, and of another.
    expect(await seenBy('user:default/both')).toEqual([agreed.id]);
    expect(await seenBy('user:default/sam')).toEqual([]);
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
      'rolled-back',
      'succeeded',
      'failed',
      'pending',
      'pending',
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
    const request: ProvisionRequest = {
      ...REQUEST,
      role: { managedPolicyArns: [LATE_POLICY] },
    };
    const first = await portal.provision(request, headers);
    expect(first.state).toBe('rolled-back');

    portal.simulator.aws.account(REQUEST.accountId).addManagedPolicy({
      policyName: 'Late',
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
      },
    });
    const second = await portal.provision(request, headers);
    expect(second).toMatchObject({ state: 'succeeded' });
    expect(second.id).not.toBe(first.id);
    expect((await portal.provision(request, headers)).id).toBe(second.id);
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

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  configFor,
  GUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('mappings on %p', id => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
  });

  afterEach(() => portal.stop());

  const list = async (query: string) =>
    (
      await portal.http
        .get(`/api/esc-trust/mappings?${query}`)
        .set('Authorization', GUEST)
    ).body;

  it('reports the true status of every pair of the demo', async () => {
    const mappings = await registerDemo(portal);
    const name = (m: { environment: { project: string; name: string } }) =>
      `${m.environment.project}/${m.environment.name}`;
    expect(mappings.map(m => [name(m), m.trust.status])).toEqual(
      portal.demo.mappings.map(m => [name(m), m.status]),
    );
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
  });

  it('lists, filters and pages', async () => {
    const mappings = await registerDemo(portal);
    const all = await list('entityRef=system:default/payments');
    expect(all).toMatchObject({ totalItems: mappings.length, pageInfo: {} });

    const untrusted = await list('status=untrusted&status=conditional');
    expect(untrusted.totalItems).toBe(
      mappings.filter(m =>
        ['untrusted', 'conditional'].includes(m.trust.status),
      ).length,
    );
    expect(
      (await list('environment=acme/payments/prod-api')).items,
    ).toMatchObject([{ environment: { name: 'prod-api' } }]);
    expect((await list('entityRef=component:default/other')).items).toEqual([]);

    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((m: Mapping) => m.id));
      cursor = page.pageInfo.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual(all.items.map((m: Mapping) => m.id));
  });

  it('keeps the role of a definition that has become unreadable', async () => {
    const [mapping] = await registerDemo(portal);
    portal.simulator.pulumi.putEnvironment({
      ...mapping.environment,
      yaml: 'values: {a: &x 1, b: *x}',
    });
    const { body } = await portal.http
      .post(`/api/esc-trust/mappings/${mapping.id}/assess`)
      .set('Authorization', GUEST);
    expect(body).toMatchObject({
      roleArn: mapping.roleArn,
      trust: {
        status: 'unknown',
        findings: expect.arrayContaining([
          expect.objectContaining({
            code: 'definition-problem',
            message: expect.stringContaining('alias nodes are not supported'),
          }),
        ]),
      },
    });
  });

  it('lets a consent end with the ownership of the role', async () => {
    const [mapping] = await registerDemo(portal);
    portal.simulator.aws
      .account('222222222222')
      .role('payments-prod-api')!
      .tags.set('esc-trust:owner', 'group:default/platform-team');
    const { body } = await portal.http
      .post(`/api/esc-trust/mappings/${mapping.id}/assess`)
      .set('Authorization', GUEST);
    expect(body.trust.status).toBe('over-permissive');
  });

  it('knows nothing about an environment that can’t be found', async () => {
    const [mapping] = await registerDemo(portal);
    portal.simulator.pulumi.deleteEnvironment('acme/payments/prod-api');
    const { body } = await portal.http
      .post(`/api/esc-trust/mappings/${mapping.id}/assess`)
      .set('Authorization', GUEST);
    expect(body).toMatchObject({
      roleArn: mapping.roleArn,
      trust: {
        status: 'unknown',
        findings: expect.arrayContaining([
          expect.objectContaining({
            message: expect.stringContaining("doesn't exist, or"),
          }),
        ]),
      },
    });
    expect(body.stale).toBeUndefined();
  });

  it('registers a pair once', async () => {
    const [first] = await registerDemo(portal);
    const { environment, ownerRef } = portal.demo.mappings[0];
    const again = await portal.http
      .post('/api/esc-trust/mappings')
      .set('Authorization', GUEST)
      .send({ environment, ownerRef });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first);
  });

  it('sees a role break and heal', async () => {
    const [mapping] = await registerDemo(portal);
    const role = portal.simulator.aws
      .account('222222222222')
      .role('payments-prod-api')!;
    const assess = async () =>
      (
        await portal.http
          .post(`/api/esc-trust/mappings/${mapping.id}/assess`)
          .set('Authorization', GUEST)
      ).body;

    const original = role.assumeRolePolicyDocument;
    role.assumeRolePolicyDocument = original.replaceAll('prod-api', 'prod-spi');
    expect(await assess()).toMatchObject({
      trust: { status: 'untrusted', access: 'fails' },
    });
    role.assumeRolePolicyDocument = original;
    expect((await assess()).trust).toEqual(mapping.trust);
  });
});

describe.each(databases.eachSupportedId())('unreadable sources on %p', id => {
  it('keeps the last report, marked stale, and heals', async () => {
    const knex = await databases.init(id);
    let portal = await startTestPortal({ knex });
    const [mapping] = await registerDemo(portal);
    await portal.stop();
    const restart = async (read?: string) => {
      portal = await startTestPortal({
        knex,
        config: (demo, url) => {
          const config = configFor(demo, url);
          const [{ tokens }] = config.escTrust.organizations;
          tokens.read = read ?? tokens.read;
          return config;
        },
      });
      const response = await portal.http
        .post(`/api/esc-trust/mappings/${mapping.id}/assess`)
        .set('Authorization', GUEST);
      await portal.stop();
      return response.body;
    };

    const stale = await restart('refused');
    expect(stale).toMatchObject({
      trust: mapping.trust,
      stale: {
        since: expect.any(String),
        reason: expect.stringContaining('tokens.read'),
      },
    });
    // Since when doesn't move while it lasts.
    expect((await restart('refused')).stale.since).toBe(stale.stale.since);
    const healed = await restart();
    expect(healed.stale).toBeUndefined();
    expect(healed.trust).toEqual(mapping.trust);
  });
});

describe.each(databases.eachSupportedId())('who may, on %p', id => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  it("refuses what isn't the caller's on both sides", async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const register = (body: object, user = 'user:default/guest') =>
      portal.http
        .post('/api/esc-trust/mappings')
        .set('Authorization', mockCredentials.user.header(user))
        .send(body);
    const [own] = portal.demo.mappings;
    const [foreign] = portal.demo.foreign;

    // Somebody else's environment.
    expect(
      (await register({ environment: foreign.environment, ownerRef: TEAM }))
        .body.error.message,
    ).toMatch(/shared-network belongs to somebody else/);
    // One's own environment with somebody else's role.
    portal.simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'greedy',
      yaml: `values: {aws: {login: {fn::open::aws-login: {oidc: {roleArn: '${foreign.roleArn}', sessionName: greedy}}}}}`,
      tags: { 'esc-trust:owner': TEAM },
    });
    const greedy = await register({
      environment: {
        organization: 'acme',
        project: 'payments',
        name: 'greedy',
      },
      ownerRef: TEAM,
    });
    expect(greedy.status).toBe(403);
    expect(greedy.body.error.message).toMatch(
      /The role .*shared-network belongs to somebody else/,
    );
    // Another team's user, with the owner's name.
    const sam = await register(
      { environment: own.environment, ownerRef: TEAM },
      'user:default/sam',
    );
    expect(sam.status).toBe(403);
    const missing = await register({
      environment: { organization: 'acme', project: 'payments', name: 'none' },
      ownerRef: TEAM,
    });
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toMatch(/doesn't exist/);
  });

  it('needs the permission for every route', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      permissions: AuthorizeResult.DENY,
    });
    const { environment } = portal.demo.mappings[0];
    for (const [call, permission] of [
      [portal.http.get('/api/esc-trust/mappings'), 'mapping.read'],
      [portal.http.get('/api/esc-trust/mappings/x'), 'mapping.read'],
      [
        portal.http
          .post('/api/esc-trust/mappings')
          .send({ environment, ownerRef: TEAM }),
        'mapping.create',
      ],
      [portal.http.post('/api/esc-trust/mappings/x/assess'), 'mapping.assess'],
      [portal.http.get('/api/esc-trust/operations'), 'operation.read'],
      [portal.http.get('/api/esc-trust/operations/x'), 'operation.read'],
    ] as const) {
      const response = await call.set('Authorization', GUEST);
      expect(response.body.error.message).toBe(
        `You need the permission esc-trust.${permission}`,
      );
      expect(response.status).toBe(403);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=x',
    'status=green',
    'nonsense=1',
    'environment=acme',
  ])('refuses the query %s', async query => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const response = await portal.http
      .get(`/api/esc-trust/mappings?${query}`)
      .set('Authorization', GUEST);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
  });
});

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  configFor,
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const SECRET = 'plain-text-that-nobody-may-see';

describe.each(databases.eachSupportedId())('verifying on %p', id => {
  let portal: TestPortal;
  let audited: string[];

  beforeEach(() => {
    audited = [];
  });

  afterEach(() => portal.stop());

  async function start(
    options: {
      isOff?: boolean;
      permissions?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    } = {},
  ) {
    const knex = await databases.init(id);
    portal = await startTestPortal({
      knex,
      permissions: options.permissions,
      onAudit: event => audited.push(event),
      config: (demo, url) => {
        const config = configFor(demo, url);
        if (!options.isOff) {
          Object.assign(config.escTrust.organizations[0].tokens, {
            open: demo.pulumiTokens.open,
          });
        }
        return config;
      },
    });
    return knex;
  }

  async function register(name: string): Promise<Mapping> {
    const pair = portal.demo.mappings.find(
      ({ environment: { project, name: own } }) => `${project}/${own}` === name,
    )!;
    const { environment, ownerRef } = pair;
    const response = await portal.http
      .post('/api/esc-trust/mappings')
      .set('Authorization', GUEST)
      .send({ environment, ownerRef });
    expect(response.status).toBe(201);
    portal.simulator.calls.length = 0;
    return response.body;
  }

  const verify = (mapping: { id: string }, user = 'user:default/guest') =>
    portal.http
      .post(`/api/esc-trust/mappings/${mapping.id}/verify`)
      .set('Authorization', mockCredentials.user.header(user));

  const opened = () =>
    portal.simulator.calls.filter(({ action }) => action.includes('/open'));

  it('opens the environment once, reads no value, and says who it was', async () => {
    await start();
    const mapping = await register('payments/prod-api');
    expect(mapping.lastVerified).toBeUndefined();
    const { status, body } = await verify(mapping);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...mapping,
      lastVerified: {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        outcome: 'success',
        openedBy: 'esc-trust-portal',
      },
    });
    expect(opened().map(({ action }) => action)).toEqual([
      'POST /api/esc/environments/{org}/{project}/{env}/open',
    ]);
    expect(audited).toContain('mapping-verify');
    const again = await portal.http
      .get(`/api/esc-trust/mappings/${mapping.id}`)
      .set('Authorization', GUEST);
    expect(again.body).toEqual(body);
  });

  it.each([
    ['payments/experiments', 'identity-provider', /No OpenIDConnect provider/],
    ['default/payments-legacy', 'audience', /Incorrect token audience/],
    ['payments/staging-api', 'trust-policy', /Not authorized to perform/],
    ['payments/nightly-batch', 'session-duration', /exceeds the MaxSession/],
  ])('names the gate that stops %s: %s', async (name, gate, message) => {
    await start();
    const { status, body } = await verify(await register(name));
    expect(status).toBe(200);
    expect(body.lastVerified).toMatchObject({
      outcome: 'failure',
      openedBy: 'esc-trust-portal',
      gate,
      message: expect.stringMatching(message),
    });
    expect(body.lastVerified.message).toContain('the login aws.login');
  });

  it('tells a missing role from a wrong policy, and a success again', async () => {
    await start();
    const mapping = await register('payments/prod-api');
    const account = portal.simulator.aws.account('222222222222');
    const role = account.role('payments-prod-api')!;
    account.deleteRole('payments-prod-api');
    const { body } = await verify(mapping);
    expect(body).toMatchObject({
      lastVerified: { outcome: 'failure', gate: 'role' },
      trust: { status: 'untrusted' },
    });
    account.putRole({
      roleName: role.roleName,
      assumeRolePolicyDocument: role.assumeRolePolicyDocument,
    });
    expect((await verify(mapping)).body.lastVerified).toEqual({
      at: expect.any(String),
      outcome: 'success',
      openedBy: 'esc-trust-portal',
    });
  });

  it('keeps nothing of a definition, whatever fails in it', async () => {
    const knex = await start();
    const mapping = await register('payments/prod-api');
    const { yaml } = portal.simulator.pulumi.environment(
      'acme/payments/prod-api',
    )!;
    portal.simulator.pulumi.putEnvironment({
      ...mapping.environment,
      yaml: `${yaml}\n  broken:\n    fn::open::${SECRET}:\n      a: ${SECRET}\n`,
    });
    const { body } = await verify(mapping);
    expect(body.lastVerified).toMatchObject({
      outcome: 'failure',
      message: expect.stringMatching(
        /can't be opened, but not because of the login aws\.login \(line \d+\)/,
      ),
    });
    expect(body.lastVerified.gate).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect(
      JSON.stringify(await knex('esc_trust_mappings').select()),
    ).not.toContain(SECRET);
  });

  it('opens nothing that has no login to try', async () => {
    await start();
    const mapping = await register('payments/prod-api');
    portal.simulator.pulumi.putEnvironment({
      ...mapping.environment,
      yaml: 'values: {a: b}',
    });
    const { status, body } = await verify(mapping);
    expect(status).toBe(409);
    expect(body.error.message).toMatch(/has no AWS login at aws\.login/);
    expect(opened()).toEqual([]);
  });

  it('is off without its token, and names the setting', async () => {
    await start({ isOff: true });
    const { status, body } = await verify(await register('payments/prod-api'));
    expect(status).toBe(503);
    expect(body.error.message).toBe(
      'Verifying is off for the organization acme: its setting escTrust.organizations[0].tokens.open holds no access token',
    );
    expect(opened()).toEqual([]);
    expect(audited).toContain('mapping-verify');
  });

  it('is for both owners: of the mapping, and of the environment', async () => {
    await start();
    const mapping = await register('payments/prod-api');
    const other = await verify(mapping, 'user:default/sam');
    expect(other.status).toBe(403);
    expect(other.body.error.message).toBe(
      'The mapping belongs to group:default/payments-team: only its members can verify it',
    );
    portal.simulator.pulumi
      .environment('acme/payments/prod-api')!
      .tags.set('esc-trust:owner', 'group:default/platform-team');
    const taken = await verify(mapping);
    expect(taken.status).toBe(403);
    expect(taken.body.error.message).toMatch(/belongs to somebody else/);
    expect(opened()).toEqual([]);
  });

  it('needs the permission, a user, and a mapping that is there', async () => {
    await start({ permissions: AuthorizeResult.DENY });
    const denied = await verify({ id: 'x' });
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toBe(
      'You need the permission esc-trust.mapping.verify',
    );
    const service = await portal.http
      .post('/api/esc-trust/mappings/x/verify')
      .set('Authorization', mockCredentials.service.header());
    expect(service.status).toBe(403);
    await portal.stop();
    await start();
    expect((await verify({ id: 'x' })).status).toBe(404);
  });

  it('records nothing when openings have to be approved', async () => {
    await start();
    const mapping = await register('payments/prod-api');
    portal.simulator.pulumi.environment(
      'acme/payments/prod-api',
    )!.openRequiresApproval = true;
    const { status } = await verify(mapping);
    expect(status).toBe(409);
    const { body } = await portal.http
      .get(`/api/esc-trust/mappings/${mapping.id}`)
      .set('Authorization', GUEST);
    expect(body.lastVerified).toBeUndefined();
  });
});

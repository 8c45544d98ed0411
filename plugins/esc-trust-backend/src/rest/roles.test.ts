import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { Mapping, Role } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  GUEST,
  Policy,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const PROD = '222222222222';
const DEV = '111111111111';
const ALLOW = AuthorizeResult.ALLOW;
/** Who reads the mappings of one team, or of all but it. */
const ofTeam = (team: string, isTheirs = true): ConditionalPolicyDecision => {
  const rule = {
    resourceType: 'esc-trust-mapping',
    rule: 'IS_OWNER',
    params: { claims: [team] },
  };
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'esc-trust',
    resourceType: 'esc-trust-mapping',
    conditions: isTheirs ? rule : { not: rule },
  };
};
const NUL_CURSOR = Buffer.from(
  JSON.stringify({ after: ['a\0', 'a'] }),
).toString('base64url');

describe.each(databases.eachSupportedId())('roles on %p', id => {
  let knex: Knex;
  let portal: TestPortal;
  let mappings: Mapping[];
  let policy: Policy = () => ALLOW;

  beforeAll(async () => {
    knex = await databases.init(id);
    portal = await startTestPortal({
      knex,
      permissions: (...asked) => policy(...asked),
    });
    mappings = await registerDemo(portal);
  });

  beforeEach(() => {
    policy = () => ALLOW;
    portal.simulator.faults.clear();
  });

  afterAll(() => portal?.stop());

  const get = (path: string) =>
    portal.http
      .get(`/api/esc-trust/accounts${path}`)
      .set('Authorization', GUEST);
  const ofAccount = (accountId: string) =>
    mappings.filter(mapping => mapping.accountId === accountId);
  const roleName = ({ roleArn }: Mapping) => roleArn!.split('/').at(-1)!;
  const api = () =>
    mappings.find(({ environment }) => environment.name === 'prod-api')!;
  const readAll = async (query: string) => {
    const found: Role[] = [];
    let cursor = '';
    do {
      const { status, body } = await get(
        `/${PROD}/roles?${query}&cursor=${cursor}`.replace(/&cursor=$/, ''),
      );
      expect(status).toBe(200);
      found.push(...body.items);
      cursor = body.pageInfo.nextCursor;
    } while (cursor);
    return found.map(({ name }) => name);
  };

  it('are listed with who else can assume them', async () => {
    const { status, body } = await get(`/${PROD}/roles`);
    expect(status).toBe(200);
    expect(body.items.map((one: Role) => one.name)).toEqual(
      [...new Set(ofAccount(PROD).map(roleName))].sort(),
    );
    for (const mapping of ofAccount(PROD)) {
      const role = body.items.find(
        (one: Role) => one.roleArn === mapping.roleArn,
      );
      expect(role).toMatchObject({
        accountId: PROD,
        path: '/',
        exists: true,
        ownerRef: 'group:default/payments-team',
        exposure: { verdict: mapping.trust.exposure.verdict },
      });
    }
  });

  it.each([1, 2, 100])('come in pages of %p, none missed', async limit => {
    expect(await readAll(`limit=${limit}`)).toEqual(
      [...new Set(ofAccount(PROD).map(roleName))].sort(),
    );
  });

  it.each([
    ['payments-prod', ['payments-prod-api', 'payments-prod-console']],
    ['PAYMENTS-PROD-A', ['payments-prod-api']],
    ['payments_prod', []],
    ['%25', []],
  ])('are found by the beginning of their name: %s', async (q, expected) => {
    expect(await readAll(`limit=1&q=${q}`)).toEqual(expected);
  });

  describe('come with what their mappings come to', () => {
    const OTHERS = 'group:default/others';
    const row = () => knex('esc_trust_mappings').where({ id: api().id });
    const listed = async () => {
      const name = roleName(api());
      const { status, body } = await get(`/${PROD}/roles?q=${name}`);
      expect(status).toBe(200);
      const { totalMappings, worstStatus } = body.items.find(
        (one: Role) => one.roleArn === api().roleArn,
      );
      return { totalMappings, worstStatus };
    };
    const readers = (
      decision: ReturnType<typeof ofTeam> | AuthorizeResult.DENY,
    ) => {
      policy = (_, permission) =>
        permission === 'esc-trust.mapping.read' ? decision : ALLOW;
    };

    beforeAll(async () => {
      const [first] = await row();
      await knex('esc_trust_mappings').insert(
        [
          { status: 'untrusted', severity: 0 },
          { status: 'over-permissive', severity: 1 },
          // None of the role, or of those that a list shows.
          { status: 'untrusted', severity: 0, ignored: true },
          {
            status: 'untrusted',
            severity: 0,
            role_arn: `arn:aws:iam::${PROD}:role/elsewhere/${roleName(api())}`,
          },
          { status: 'untrusted', severity: 0, account_id: DEV },
        ].map((rest, at) => ({
          ...first,
          id: `other-${at}`,
          login_path: `other-${at}`,
          owner_ref: OTHERS,
          source: 'discovered',
          consented_role_arn: null,
          ...rest,
        })),
      );
    });

    afterAll(() =>
      knex('esc_trust_mappings').where({ owner_ref: OTHERS }).delete(),
    );

    it('how many there are, and the worst of their statuses', async () => {
      expect(await listed()).toEqual({
        totalMappings: 3,
        worstStatus: 'untrusted',
      });
    });

    it('of those that the caller may read', async () => {
      readers(ofTeam('group:default/payments-team'));
      expect(await listed()).toEqual({
        totalMappings: 1,
        worstStatus: 'trusted',
      });
      readers(ofTeam('group:default/payments-team', false));
      expect(await listed()).toEqual({
        totalMappings: 2,
        worstStatus: 'untrusted',
      });
      readers(ofTeam('group:default/nobody'));
      expect(await listed()).toEqual({ totalMappings: 0 });
    });

    it('unless the caller may read none', async () => {
      readers(AuthorizeResult.DENY);
      expect(await listed()).toEqual({});
    });

    it('by one question to the database, however many the roles are', async () => {
      const asked: string[] = [];
      const listen = ({ sql }: { sql: string }) => asked.push(sql);
      knex.on('query', listen);
      await get(`/${PROD}/roles`);
      knex.removeListener('query', listen);
      expect(asked.filter(sql => /count\(\*\)/.test(sql))).toHaveLength(1);
    });
  });

  it('include those that a mapping names in vain', async () => {
    await knex('esc_trust_account_roles').insert({
      role_arn: `arn:aws:iam::${DEV}:role/nowhere`,
      account_id: DEV,
      name: 'nowhere',
      path: '/',
      trust_policy: null,
      max_session_duration: 0,
      read_at: 0,
      digest: '',
    });
    const { body } = await get(`/${DEV}/roles?q=nowhere`);
    expect(body.items).toEqual([
      {
        roleArn: `arn:aws:iam::${DEV}:role/nowhere`,
        accountId: DEV,
        name: 'nowhere',
        path: '/',
        exists: false,
        exposure: { verdict: 'undecided', witnesses: [] },
        totalMappings: 0,
      },
    ]);
    const { body: role } = await get(`/${DEV}/roles/nowhere`);
    expect(role.liveFailure).toMatch(/nowhere doesn't exist/);
  });

  it('are nobody’s secret before they were read', async () => {
    const { status, body } = await get('/333333333333/roles?q=x');
    expect(body).toEqual({ items: [], pageInfo: {} });
    expect(status).toBe(200);
  });

  it('show one with everything about it', async () => {
    const role = portal.simulator.aws.account(PROD).role(roleName(api()))!;
    role.lastUsed = {
      at: new Date('2026-01-02T03:04:05Z'),
      region: 'eu-west-1',
    };
    role.inlinePolicies.set('mine', '{"Version":"2012-10-17"}');
    portal.simulator.calls.length = 0;
    const { status, body } = await get(`/${PROD}/roles/${role.roleName}`);
    expect(body).toEqual({
      roleArn: role.arn,
      accountId: PROD,
      name: role.roleName,
      path: '/',
      exists: true,
      maxSessionDuration: role.maxSessionDuration,
      ownerRef: 'group:default/payments-team',
      exposure: { verdict: 'intended', witnesses: [] },
      trustPolicy: role.assumeRolePolicyDocument,
      identityProviders: [
        {
          issuer: 'https://api.pulumi.com/oidc',
          arn: `arn:aws:iam::${PROD}:oidc-provider/api.pulumi.com/oidc`,
          exists: true,
          clientIds: expect.arrayContaining(['aws:acme']),
        },
      ],
      mappings: [api()],
      totalMappings: 1,
      live: {
        description: role.description,
        tags: Object.fromEntries(role.tags),
        managedPolicyArns: [...role.attachedPolicies],
        inlinePolicies: { mine: '{"Version":"2012-10-17"}' },
        lastUsed: { at: '2026-01-02T03:04:05.000Z', region: 'eu-west-1' },
      },
    });
    expect(status).toBe(200);
    expect(portal.simulator.calls.map(({ action }) => action).sort()).toEqual([
      'GetRole',
      'GetRolePolicy',
      'ListAttachedRolePolicies',
      'ListRolePolicies',
    ]);
  });

  it('show what is stored although AWS denies what is live', async () => {
    portal.simulator.faults.add({
      kind: 'error',
      action: 'ListAttachedRolePolicies',
      name: 'AccessDenied',
      status: 403,
      message: 'not authorized to perform: iam:ListAttachedRolePolicies',
    });
    const { status, body } = await get(`/${PROD}/roles/${roleName(api())}`);
    expect(body.live).toBeUndefined();
    expect(body.liveFailure).toMatch(/AWS denies iam:ListAttachedRolePolicies/);
    expect(body).toMatchObject({
      exposure: { verdict: 'intended' },
      mappings: [{ id: api().id }],
    });
    expect(status).toBe(200);
  });

  it('don’t take nobody for intended: a consent ends with the ownership', async () => {
    const path = `/${PROD}/roles/${roleName(api())}`;
    const row = () =>
      knex('esc_trust_account_roles').where({ role_arn: api().roleArn });
    const [before] = await row();
    await row().update({ owner_ref: 'group:default/other' });
    expect((await get(path)).body.exposure.verdict).toBe('wider');
    // Of an owner whom nobody has asked for, it can't be said.
    await row().update({ owner_ref: null, read_at: 0 });
    expect((await get(path)).body.exposure.verdict).toBe('undecided');
    await row().update(before);
  });

  it('need no mapping to be shown, nor show one that the caller may not read', async () => {
    policy = (_, permission) =>
      permission === 'esc-trust.mapping.read' ? AuthorizeResult.DENY : ALLOW;
    const { status, body } = await get(`/${PROD}/roles/${roleName(api())}`);
    expect(body).toMatchObject({ mappings: [], totalMappings: 0 });
    expect(status).toBe(200);
  });

  it.each([
    ['/444444444444/roles', 404, /444444444444 is not in escTrust.accounts/],
    ['/444444444444/roles/x', 404, /444444444444 is not in escTrust.accounts/],
    [`/${PROD}/roles/nowhere`, 404, /No role nowhere/],
    [`/${PROD}/roles?cursor=x`, 400, /cursor is not one/],
    [`/${PROD}/roles?cursor=e30`, 400, /cursor is not one/],
    [`/${PROD}/roles?cursor=${NUL_CURSOR}`, 400, /cursor is not one/],
    [`/${PROD}/roles?limit=101`, 400, /limit/],
  ])('say what is wrong with %p', async (path, expected, message) => {
    const { status, body } = await get(path);
    expect(body.error.message).toMatch(message);
    expect(status).toBe(expected);
  });
});

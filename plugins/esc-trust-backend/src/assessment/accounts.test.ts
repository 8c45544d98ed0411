import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults } from '@internal/cloud-simulator';
import { openDatabase } from '../database';
import { DEV, FleetWorld, PROD, SANDBOX } from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ISSUER = 'api.pulumi.com/oidc';
const DAY_MS = 24 * 3_600_000;
const TWO_CALLS = { ListRoles: 1, GetOpenIDConnectProvider: 1 };

/** What the demo is known for. */
const DEMO = {
  'prod-api': 'trusted',
  'dev-api': 'over-permissive',
  reporting: 'over-permissive',
  'prod-console': 'conditional',
  'staging-api': 'untrusted',
  experiments: 'untrusted',
  'payments-legacy': 'untrusted',
  'nightly-batch': 'untrusted',
  'multi-region': 'unknown',
};

describe.each(databases.eachSupportedId())('accounts on %p', id => {
  let world: FleetWorld;
  let replica: Assessment;

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    world = await FleetWorld.create(knex);
    replica = world.startReplica();
    await replica.configureSources();
    await world.mapDemo(replica);
  });

  const account = (accountId: string) => world.simulator.aws.account(accountId);
  const role = (name: string) => account(PROD).role(`payments-${name}`)!;
  const status = async (name: string) => (await world.statuses())[name];
  const storedRoles = (): Promise<string[]> =>
    world
      .knex('esc_trust_account_roles')
      .whereNotNull('trust_policy')
      .pluck('name');

  it('reads each account with two calls, and finds every status as it is', async () => {
    expect(await world.statuses()).toEqual(DEMO);
    await world.cycle(replica);
    for (const accountId of [DEV, PROD, SANDBOX]) {
      expect(world.iamCalls(accountId)).toEqual(TWO_CALLS);
    }
    expect(await world.statuses()).toEqual(DEMO);
    expect(await replica.sources.list('account')).toMatchObject([
      { name: DEV, figures: { calls: 2 } },
      { name: PROD, figures: { calls: 2, roles: 7, keptRoles: 6 } },
      { name: SANDBOX, figures: { calls: 2 } },
    ]);
    // Who trusts no issuer is nobody's business.
    expect(await storedRoles()).not.toContain('esc-trust-portal');
    expect(await storedRoles()).toContain('payments-prod-api');
  });

  it('writes nothing but that it has looked when nothing has changed', async () => {
    await world.cycle(replica);
    // Judged once more: accounts and organizations were read at the same time.
    await world.cycle(replica);
    const before = await world.stored();
    await world.cycle(replica);
    expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);
    expect(await world.stored()).toEqual(before);
    // Nor when somebody has looked at one in between and found nothing new.
    const known = await world.mapping('prod-api');
    await replica.assessor.assess(known);
    const read = await world.stored();
    await world.cycle(replica);
    expect(await world.stored()).toEqual(read);
    // Neither does another replica that has just started.
    const other = world.startReplica();
    await other.configureSources();
    await world.cycle(other);
    expect(await world.stored()).toEqual(read);
  });

  it('reads one page more for each 1,000 roles', async () => {
    const { quotas } = account(SANDBOX);
    quotas.rolesPerAccount = 5_000;
    for (let i = 0; i < 2_100; i++) {
      account(SANDBOX).putRole({
        roleName: `service-${i}`,
        assumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        },
      });
    }
    await world.cycle(replica);
    expect(world.iamCalls(SANDBOX)).toEqual({ ...TWO_CALLS, ListRoles: 3 });
    expect(await storedRoles()).not.toContain('service-7');
    expect(await world.statuses()).toEqual(DEMO);
  });

  it('notices that a role changes, goes and comes back', async () => {
    await world.cycle(replica);
    const prodApi = role('prod-api');
    const trusting = prodApi.assumeRolePolicyDocument;
    prodApi.assumeRolePolicyDocument = trusting.replace(/prod-api/g, 'other');
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('untrusted');
    expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);

    prodApi.assumeRolePolicyDocument = trusting;
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('trusted');

    account(PROD).deleteRole(prodApi.roleName);
    await world.cycle(replica);
    const { trust } = await world.mapping('prod-api');
    expect(trust.status).toBe('untrusted');
    expect(trust.gates.find(gate => gate.gate === 'role')?.outcome).toBe(
      'fail',
    );
    expect(await storedRoles()).not.toContain(prodApi.roleName);
    expect((await world.statuses()).reporting).toBe('over-permissive');
  });

  it('tells a role that exists and trusts nobody here from one that is gone', async () => {
    await world.cycle(replica);
    role('prod-api').assumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    });
    await world.cycle(replica);
    const { trust } = await world.mapping('prod-api');
    expect(trust.status).toBe('untrusted');
    expect(trust.gates.find(gate => gate.gate === 'role')?.outcome).toBe(
      'pass',
    );
  });

  it('judges all mappings of an account anew when its identity provider changes', async () => {
    await world.cycle(replica);
    const provider = account(PROD).identityProvider(ISSUER)!;
    provider.clientIds = new Set(['aws:else']);
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('untrusted');
    expect(await status('prod-console')).toBe('untrusted');
    expect(await status('dev-api')).toBe('over-permissive');

    account(PROD).identityProviders.delete(ISSUER);
    await world.cycle(replica);
    const { trust } = await world.mapping('prod-api');
    expect(
      trust.gates.find(gate => gate.gate === 'identity-provider')?.outcome,
    ).toBe('fail');

    account(PROD).putIdentityProvider({
      url: `https://${ISSUER}`,
      clientIds: ['aws:acme'],
    });
    await world.cycle(replica);
    expect(await world.statuses()).toEqual(DEMO);
  });

  it('judges a mapping anew when another environment comes to be meant for its role', async () => {
    const subject = (name: string) =>
      `pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/${name}`;
    const prodApi = role('prod-api');
    const policy = prodApi.trustPolicy as {
      Statement: Array<{ Condition: { StringEquals: object } }>;
    };
    Object.assign(policy.Statement[0].Condition.StringEquals, {
      [`${ISSUER}:sub`]: [subject('prod-api'), subject('second')],
    });
    prodApi.assumeRolePolicyDocument = JSON.stringify(policy);
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('over-permissive');

    const { id: _, environment, ...first } = await world.mapping('prod-api');
    const second = await world.mappings.insert({
      ...first,
      environment: { ...environment, name: 'second' },
      ownerRef: first.ownerRef!,
      consentedRoleArn: first.roleArn,
    });
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('trusted');
    await world.mappings.delete(second.id);
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('over-permissive');
  });

  describe('a day after its owner was read', () => {
    const ownerOf = (name: string) => role(name).tags.get('esc-trust:owner');
    const consented = () =>
      world
        .knex('esc_trust_account_roles')
        .where({ account_id: PROD })
        .whereIn(
          'role_arn',
          world.knex('esc_trust_mappings').select('consented_role_arn'),
        )
        .whereNotNull('owner_ref');

    beforeEach(async () => {
      // Of all roles, by what was listed, and once more for what is unread.
      await world.cycle(replica);
      await world.cycle(replica);
    });

    it('a role is read again, one a cycle, and no more', async () => {
      const { length } = await consented();
      expect(length).toBeGreaterThan(1);
      world.clock.advance(DAY_MS);
      for (let cycles = 0; cycles < length; cycles++) {
        await world.cycle(replica);
        expect(world.iamCalls(PROD)).toEqual({ ...TWO_CALLS, GetRole: 1 });
      }
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);
      expect(await world.statuses()).toEqual(DEMO);
    });

    it('a consent ends when the role has another owner by then', async () => {
      const before = ownerOf('prod-api');
      expect(before).toBeDefined();
      role('prod-api').tags.set('esc-trust:owner', 'group:default/else');
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
      world.clock.advance(DAY_MS);
      const { length } = await consented();
      for (let cycles = 0; cycles < length; cycles++) {
        await world.cycle(replica);
      }
      expect(await status('prod-api')).toBe('over-permissive');

      role('prod-api').tags.set('esc-trust:owner', before!);
      world.clock.advance(DAY_MS);
      for (let cycles = 0; cycles < length; cycles++) {
        await world.cycle(replica);
      }
      expect(await world.statuses()).toEqual(DEMO);
    });

    it('a mapping is stale while that can’t be read', async () => {
      world.clock.advance(DAY_MS);
      world.simulator.faults.add({
        ...awsFaults.accessDenied('iam:GetRole'),
        action: 'GetRole',
        accountId: PROD,
        times: 10_000,
      });
      const { length } = await consented();
      for (let cycles = 0; cycles < length; cycles++) {
        await world.cycle(replica);
      }
      expect(await status('prod-api')).toBe('trusted, stale');
      expect((await world.mapping('prod-api')).stale!.reason).toContain(
        'AWS denies iam:GetRole',
      );
      world.simulator.faults.clear();
      await world.cycle(replica);
      expect(await world.statuses()).toEqual(DEMO);
    });
  });

  it('notices that an account is no longer configured, and is again', async () => {
    await world.cycle(replica);
    const fewer = world.startReplica({ accountIds: [DEV, SANDBOX] });
    await fewer.configureSources();
    expect(await status('prod-api')).toBe('unknown, stale');
    expect(await status('dev-api')).toBe('over-permissive');
    expect(await storedRoles()).not.toContain('payments-prod-api');

    await replica.configureSources();
    await world.cycle(replica);
    expect(await world.statuses()).toEqual(DEMO);
  });

  it('forgets a role that no mapping names any more', async () => {
    await world.cycle(replica);
    account(PROD).deleteRole(role('prod-api').roleName);
    await world.cycle(replica);
    const { id: mappingId } = await world.mapping('prod-api');
    const rows = () =>
      world
        .knex('esc_trust_account_roles')
        .where({ name: 'payments-prod-api' })
        .pluck('trust_policy');
    expect(await rows()).toEqual([null]);
    // While its login is there, it would be discovered.
    world.simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'prod-api',
      yaml: 'values: {}',
    });
    await world.mappings.delete(mappingId);
    await world.cycle(replica);
    await world.cycle(replica);
    expect(await rows()).toEqual([]);
  });
});

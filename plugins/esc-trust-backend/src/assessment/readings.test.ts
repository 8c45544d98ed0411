import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { awsFaults } from '@internal/cloud-simulator';
import { openDatabase } from '../database';
import { FleetWorld, FREQUENCY_MS, PROD } from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

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

describe.each(databases.eachSupportedId())(
  'what is read by itself on %p',
  id => {
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

    const account = (accountId: string) =>
      world.simulator.aws.account(accountId);
    const role = (name: string) => account(PROD).role(`payments-${name}`)!;
    const status = async (name: string) => (await world.statuses())[name];

    it('asks again whose a role is that was made anew', async () => {
      await world.cycle(replica);
      const { roleName, assumeRolePolicyDocument } = role('prod-api');
      account(PROD).putRole({
        roleName,
        assumeRolePolicyDocument,
        tags: { 'esc-trust:owner': 'group:default/strangers' },
      });
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toMatchObject({ GetRole: 1 });
      // Another owner hasn't agreed to anything.
      expect(await status('prod-api')).toBe('over-permissive');
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);
    });

    it('judges the other mappings of a role that was read for one of them', async () => {
      const { environment, ...first } = await world.mapping('prod-api');
      await world.simulator.pulumi.putEnvironment({
        organization: 'acme',
        project: 'payments',
        name: 'second',
        yaml: world.simulator.pulumi.environment('acme/payments/prod-api')!
          .yaml,
      });
      await world.mappings.insert({
        ...first,
        id: undefined,
        environment: { ...environment, name: 'second' },
        ownerRef: first.ownerRef!,
      });
      await world.cycle(replica);
      const policy = role('prod-api').assumeRolePolicyDocument;
      role('prod-api').assumeRolePolicyDocument = policy.replace(
        /prod-api/g,
        'nobody',
      );
      const known = await world.mapping('prod-api');
      await world.mappings.recordAssessment(
        known.id,
        await replica.assessor.assess(known),
      );
      await world.cycle(replica);
      expect(await status('second')).toBe('untrusted');
    });

    it('notices that a role is again as it was before somebody read it', async () => {
      await world.cycle(replica);
      const before = role('prod-api').assumeRolePolicyDocument;
      role('prod-api').assumeRolePolicyDocument = before.replace(
        /prod-api/g,
        'nobody',
      );
      world.clock.advance(FREQUENCY_MS);
      const known = await world.mapping('prod-api');
      await world.mappings.recordAssessment(
        known.id,
        await replica.assessor.assess(known),
      );
      expect(await status('prod-api')).toBe('untrusted');
      role('prod-api').assumeRolePolicyDocument = before;
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
    });

    it('doesn’t let a list overrule what was read by itself a moment ago', async () => {
      await world.cycle(replica);
      const shown = role('prod-api').assumeRolePolicyDocument;
      role('prod-api').assumeRolePolicyDocument = shown.replace(
        /prod-api/g,
        'nobody',
      );
      world.clock.advance(2 * FREQUENCY_MS);
      const known = await world.mapping('prod-api');
      await world.mappings.recordAssessment(
        known.id,
        await replica.assessor.assess(known),
      );
      expect(await status('prod-api')).toBe('untrusted');
      // A replica of IAM that lags behind.
      role('prod-api').assumeRolePolicyDocument = shown;
      await world.cycle(replica, 1_000);
      expect(await status('prod-api')).toBe('untrusted');
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
    });

    it('reads by itself, once, what has never been read', async () => {
      await world.knex('esc_trust_environments').delete();
      await world.knex('esc_trust_account_roles').delete();
      await world.cycle(replica);
      const first = world.iamCalls(PROD).GetRole ?? 0;
      await world.cycle(replica);
      const second = world.iamCalls(PROD).GetRole ?? 0;
      expect(first + second).toBe(4);
      expect(await world.statuses()).toEqual(DEMO);
      await world.cycle(replica);
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);
    });

    it('leaves most of what must be read by itself to later scans', async () => {
      const { id: _, environment, ...first } = await world.mapping('prod-api');
      const { assumeRolePolicyDocument, tags } = role('prod-api');
      for (let i = 0; i < 30; i++) {
        await world.mappings.insert({
          ...first,
          environment: { ...environment, name: `more-${i}` },
          ownerRef: first.ownerRef!,
          roleArn: `${first.roleArn}-${i}`,
          consentedRoleArn: `${first.roleArn}-${i}`,
        });
        account(PROD).putRole({
          roleName: `payments-prod-api-${i}`,
          assumeRolePolicyDocument: assumeRolePolicyDocument.replace(
            /prod-api/g,
            `more-${i}`,
          ),
          tags: Object.fromEntries(tags),
        });
        world.simulator.pulumi.putEnvironment({
          organization: 'acme',
          project: 'payments',
          name: `more-${i}`,
          yaml: world.simulator.pulumi
            .environment('acme/payments/prod-api')!
            .yaml.replace('payments-prod-api', `payments-prod-api-${i}`),
        });
      }
      // Their definitions are read first.
      world.simulator.faults.add({
        ...awsFaults.accessDenied('iam:ListRoles'),
        action: 'ListRoles',
        times: 1_000,
      });
      await world.cycle(replica);
      world.simulator.faults.clear();
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toMatchObject({ GetRole: 20 });
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toMatchObject({ GetRole: 10 });
      await world.cycle(replica);
      expect(world.iamCalls(PROD)).toEqual(TWO_CALLS);
      const statuses = Object.entries(await world.statuses());
      expect(
        statuses.filter(
          ([name, one]) => name.startsWith('more') && one === 'trusted',
        ),
      ).toHaveLength(30);
    });

    it('waits in vain for nobody: a role that AWS denies to read stays as it is', async () => {
      await world
        .knex('esc_trust_account_roles')
        .update({ read_at: 0, owner_ref: null, digest: '' });
      world.simulator.faults.add({
        ...awsFaults.accessDenied('iam:GetRole'),
        action: 'GetRole',
        accountId: PROD,
        times: 1_000,
      });
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted, stale');
      expect(await status('dev-api')).toBe('over-permissive');
      world.simulator.faults.clear();
      await world.cycle(replica);
      expect(await world.statuses()).toEqual(DEMO);
    });
  },
);

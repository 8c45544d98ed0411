import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { findAwsLogins } from '@internal/backstage-plugin-esc-trust-common';
import {
  BOUNDARY,
  DEV,
  MEMBER,
  READ_ONLY,
  SANDBOX,
  SECOND_POLICY,
  TEAM,
} from '../__testUtils__/names';
import { ProvisioningWorld } from '../__testUtils__/provisioningWorld';
import { EVERYTHING, INVOICES, REFUNDS } from '../__testUtils__/scenarios';
import { openDatabase } from '../database';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const PLATFORM = 'group:default/platform-team';

// What others have, and what was true a moment ago, is asked again.
describe.each(databases.eachSupportedId())('what is others’ on %p', id => {
  let world: ProvisioningWorld;
  const request = {
    ...EVERYTHING,
    accountId: DEV,
    role: { name: 'shared', managedPolicyArns: [READ_ONLY] },
  };
  const account = () => world.simulator.aws.account(DEV);
  const role = () => account().role('shared');

  beforeEach(async () => {
    const client = await databases.init(id);
    const knex = await openDatabase(mockServices.database({ knex: client }));
    world = await ProvisioningWorld.create({ knex });
  });

  it('makes no role in a repair: what it was allowed to do is gone', async () => {
    const { outcome } = await world.run(request);
    account().deleteRole('shared');
    world.takeWrites();
    await expect(
      world.plan({ kind: 'repair', mappingId: outcome.mappingId! }),
    ).rejects.toThrow(/The role shared is gone/);
    expect(world.takeWrites()).toEqual([]);
  });

  it('repairs no role that it has neither made nor adopted', async () => {
    const { outcome } = await world.run(request);
    await world.knex('esc_trust_roles').delete();
    await expect(
      world.plan({ kind: 'repair', mappingId: outcome.mappingId! }),
    ).rejects.toThrow(
      /neither made nor adopted by this portal.*adopt it first/,
    );
  });

  it('adopts no role that is not there', async () => {
    await expect(world.plan({ ...request, adoptRole: true })).rejects.toThrow(
      /There is no role shared in account 111111111111 to adopt/,
    );
  });

  it('adopts no role that it made for another team, whatever became of its tags', async () => {
    await world.run(request);
    await world.knex('esc_trust_roles').update({ owner_ref: PLATFORM });
    role()!.tags.clear();
    await expect(
      world.plan({ ...request, adoptRole: true }, MEMBER),
    ).rejects.toThrow(
      /made or adopted the role shared for group:default\/platform-team/,
    );
  });

  it('keeps a role that another login of the environment uses', async () => {
    const first = await world.run(request);
    await world.run({ ...request, login: { path: 'other.login' } });
    const before = role()!.assumeRolePolicyDocument;

    const removal = await world.run({
      kind: 'deprovision',
      mappingId: first.outcome.mappingId!,
    });

    expect(removal.state).toBe('succeeded');
    expect(role()!.assumeRolePolicyDocument).toBe(before);
    const { organization, project, name } = INVOICES;
    const { yaml } = world.simulator.pulumi.environment(
      `${organization}/${project}/${name}`,
    )!;
    expect(findAwsLogins(yaml).logins.map(login => login.path)).toEqual([
      'other.login',
    ]);
  });

  it('deletes no role that somebody lets others use meanwhile', async () => {
    const { outcome } = await world.run(request);
    world.simulator.faults.onCall(({ action }) => {
      if (action === 'DetachRolePolicy') {
        const policy = JSON.parse(role()!.assumeRolePolicyDocument);
        policy.Statement.push({
          Sid: 'Theirs',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${DEV}:root` },
          Action: 'sts:AssumeRole',
        });
        role()!.assumeRolePolicyDocument = JSON.stringify(policy);
      }
    });

    const removal = await world.run({
      kind: 'deprovision',
      mappingId: outcome.mappingId!,
    });

    expect(removal).toMatchObject({
      state: 'rolled-back',
      error: expect.stringContaining('Somebody else uses the role shared'),
    });
    expect([...role()!.attachedPolicies]).toEqual([READ_ONLY]);
    expect(role()!.assumeRolePolicyDocument).toContain('Theirs');
  });

  it('gives a role no policy that another of its environments may not have', async () => {
    world.restart(undefined, {
      allow: [
        {
          ownerRef: TEAM,
          accounts: [DEV],
          projects: ['acme/payments'],
          managedPolicyArns: [READ_ONLY, SECOND_POLICY],
        },
        {
          ownerRef: TEAM,
          accounts: [DEV],
          projects: ['acme/storefront'],
          managedPolicyArns: [READ_ONLY],
        },
      ],
    });
    const plain = {
      kind: 'provision' as const,
      accountId: DEV,
      ownerRef: TEAM,
      role: { name: 'shared', managedPolicyArns: [READ_ONLY] },
    };
    const website = { ...INVOICES, project: 'storefront' };
    await world.run({ ...plain, environment: website });
    await world.run({ ...plain, environment: INVOICES });
    world.takeWrites();

    await expect(
      world.plan({
        ...plain,
        environment: INVOICES,
        role: { name: 'shared', managedPolicyArns: [READ_ONLY, SECOND_POLICY] },
      }),
    ).rejects.toThrow(
      /also serves acme\/storefront\/invoices: .*AmazonDynamoDBReadOnlyAccess/,
    );
    expect(world.takeWrites()).toEqual([]);
  });

  it('replaces a boundary only by the one that the portal requires', async () => {
    await world.run(request);
    role()!.permissionsBoundary = BOUNDARY;
    const other = {
      ...request,
      role: { ...request.role, permissionsBoundaryArn: READ_ONLY },
    };
    await expect(world.plan(other)).rejects.toThrow(
      /only a required boundary replaces another/,
    );

    world.restart(undefined, { permissionsBoundaryArn: READ_ONLY });
    expect((await world.run(request)).state).toBe('succeeded');
    expect(role()!.permissionsBoundary).toBe(READ_ONLY);
  });

  it('admits nobody again in a repair whose consent has ended', async () => {
    const { outcome } = await world.run(request);
    await world.run({ ...request, environment: REFUNDS });
    // The environment has become another team's, which the role's owner hasn't
    // agreed to.
    await world
      .knex('esc_trust_mappings')
      .where({ name: REFUNDS.name })
      .update({ owner_ref: PLATFORM });
    expect(role()!.assumeRolePolicyDocument).toContain('payments/refunds');

    const repair = await world.run({
      kind: 'repair',
      mappingId: outcome.mappingId!,
    });

    expect(repair.state).toBe('succeeded');
    expect(role()!.assumeRolePolicyDocument).not.toContain('payments/refunds');
    expect(role()!.assumeRolePolicyDocument).toContain('payments/invoices');
  });

  it('plans nothing on an identity provider that takes no more audiences', async () => {
    const { aws, issuer } = world.simulator;
    const others = Array.from({ length: 100 }, (_, i) => `aws:other-${i}`);
    aws
      .account(SANDBOX)
      .putIdentityProvider({ url: issuer, clientIds: others });
    const full = { ...request, accountId: SANDBOX };
    await expect(world.plan(full)).rejects.toThrow(
      /lists 100 audiences, as many as AWS allows.*make room for aws:acme/,
    );
    expect(world.takeWrites()).toEqual([]);

    aws.account(SANDBOX).putIdentityProvider({
      url: issuer,
      clientIds: [...others.slice(1), 'aws:acme'],
    });
    expect((await world.run(full)).state).toBe('succeeded');
  });
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  EnvironmentRef,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { awsFaults } from '@internal/cloud-simulator';
import { openDatabase } from '../database';
import {
  DEV,
  FleetWorld,
  FREQUENCY_MS,
  PROD,
} from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const LIST = 'GET /api/esc/environments/{org}';
const DEFINITION = 'GET /api/esc/environments/{org}/{project}/{env}';
const REFERRERS = 'GET /api/esc/environments/{org}/{project}/{env}/referrers';

describe.each(databases.eachSupportedId())('in the end, on %p,', id => {
  let world: FleetWorld;
  let replica: Assessment;

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    world = await FleetWorld.create(knex);
    replica = world.startReplica();
    await replica.configureSources();
    await world.mapDemo(replica);
    await world.cycle(replica);
    await world.cycle(replica);
  });

  const refOf = (path: string): EnvironmentRef => {
    const [project, name] = path.split('/');
    return { organization: 'acme', project, name };
  };
  const yamlOf = (path: string) =>
    world.simulator.pulumi.environment(`acme/${path}`)!.yaml;
  const put = (path: string, yaml: string) =>
    world.simulator.pulumi.putEnvironment({ ...refOf(path), yaml });
  const role = (name: string) =>
    world.simulator.aws.account(PROD).role(`payments-${name}`)!;
  const pulumiFails = (action?: string, times = 100_000) =>
    world.simulator.faults.add({
      kind: 'dropped',
      service: 'pulumi',
      action,
      times,
    });
  const login = async (path: string): Promise<Mapping | undefined> =>
    (await world.mappings.list({ environment: [`acme/${path}`] })).items[0];
  const expectRight = async () => {
    const { items } = await world.mappings.list({ limit: 100 });
    for (const mapping of items) {
      const { trust, roleArn } = await world.judgeAfresh(mapping);
      expect({ ...mapping }).toEqual({ ...mapping, trust, roleArn });
      expect(mapping.stale).toBeUndefined();
    }
  };
  const rightCycle = async (cycles: number) => {
    world.simulator.faults.clear();
    for (let i = 0; i < cycles; i++) {
      await world.cycle(replica, 12 * FREQUENCY_MS);
    }
    await expectRight();
  };

  it('a role counts that has changed while its organization was away', async () => {
    pulumiFails();
    await world.cycle(replica);
    role('prod-api').assumeRolePolicyDocument = role(
      'prod-api',
    ).assumeRolePolicyDocument.replace(/prod-api/g, 'other');
    await world.cycle(replica);
    await rightCycle(2);
    expect((await world.statuses())['prod-api']).toBe('untrusted');
  });

  it('a definition counts that somebody else has read while a scan judged', async () => {
    const right = yamlOf('payments/prod-api');
    put('payments/prod-api', 'values: {}\n');
    const other = world.startReplica();
    const record = world.mappings.recordAssessments.bind(world.mappings);
    jest
      .spyOn(world.mappings, 'recordAssessments')
      .mockImplementationOnce(async records => {
        put('payments/prod-api', right);
        await other.readEnvironment(refOf('payments/prod-api'));
        await record(records);
      });
    await world.cycle(replica);
    await rightCycle(1);
    expect((await world.statuses())['prod-api']).toBe('trusted');
  });

  it('a definition counts that was read while somebody assessed on demand', async () => {
    const mapping = await world.mapping('prod-api');
    const update = await replica.assessor.assess(mapping);
    put('payments/prod-api', 'values: {}\n');
    world.clock.advance(1_000);
    await replica.readEnvironment(mapping.environment);
    await world.mappings.recordAssessment(mapping.id, update);
    await rightCycle(1);
    expect((await world.statuses())['prod-api']).toBe('untrusted');
  });

  it('everything is back after an organization could not be listed', async () => {
    pulumiFails(LIST);
    await world.cycle(replica);
    const mapping = await world.mapping('prod-api');
    await world.mappings.recordAssessment(
      mapping.id,
      await replica.assessor.assess(mapping),
    );
    expect((await world.mapping('prod-api')).stale).toBeUndefined();
    await world.cycle(replica, 3 * FREQUENCY_MS);
    await world.cycle(replica, 7 * FREQUENCY_MS);
    expect((await world.statuses())['prod-api']).toBe('unknown, stale');
    await rightCycle(2);
  });

  it('nobody waits for the other: a new role, and a definition that was away', async () => {
    put('payments/prod-api', `${yamlOf('payments/prod-api')}# moved\n`);
    const { roleName, assumeRolePolicyDocument, tags } = role('prod-api');
    world.simulator.aws.account(PROD).putRole({
      roleName,
      assumeRolePolicyDocument,
      tags: Object.fromEntries(tags),
    });
    pulumiFails(DEFINITION);
    await world.cycle(replica);
    expect((await world.mapping('prod-api')).stale).toBeDefined();
    await rightCycle(3);
  });

  it('one definition that stays unreadable makes its mapping unknown', async () => {
    put('payments/prod-api', `${yamlOf('payments/prod-api')}# moved\n`);
    pulumiFails(DEFINITION);
    await world.cycle(replica);
    expect((await world.statuses())['prod-api']).toBe('trusted, stale');
    await world.cycle(replica, 4 * FREQUENCY_MS);
    expect((await world.statuses())['prod-api']).toBe('unknown, stale');
    expect((await world.statuses()).reporting).toBe('over-permissive');
    await rightCycle(1);
  });

  it('stacks that nobody tells keep nobody from being judged', async () => {
    const plain = yamlOf('payments/dev-api').replace(/# .*\n/, '');
    put('payments/a-plain', plain);
    put('payments/prod-api', 'values: {}\n');
    pulumiFails(REFERRERS);
    await world.cycle(replica);
    const [acme] = await replica.sources.list('organization');
    expect(acme.failure).toBeUndefined();
    expect((await world.statuses())['prod-api']).toBe('untrusted');
  });

  it('texts that no database stores harm nobody else', async () => {
    const right = yamlOf('payments/prod-api');
    put(
      'payments/nul-role',
      right.replace(/roleArn: \S+/, 'roleArn: "arn:aws:iam::1\\0"'),
    );
    put(
      'payments/long-role',
      right.replace(/roleArn: \S+/, `roleArn: ${'x'.repeat(3_000)}`),
    );
    put('payments/nul-import', 'imports: ["payments/prod-api@\\0"]\n');
    put('payments/zz', right);
    await world.cycle(replica);
    await world.cycle(replica);
    const [acme] = await replica.sources.list('organization');
    expect(acme.failure).toBeUndefined();
    expect(await login('payments/zz')).toBeDefined();
    expect((await login('payments/nul-role'))?.trust.status).toBe('unknown');
  });

  it('an environment that appears while a scan runs isn’t taken for gone', async () => {
    let added = false;
    world.simulator.faults.afterCall(({ action }) => {
      if (action === LIST && !added) {
        added = true;
        put('payments/new', yamlOf('payments/prod-api'));
        world.clock.advance(1_000);
        return replica.readEnvironment(refOf('payments/new'));
      }
      return undefined;
    });
    await world.cycle(replica);
    const [row] = await world
      .knex('esc_trust_environments')
      .where({ path: 'payments/new' });
    expect(Boolean(row.gone)).toBe(false);
    expect(await login('payments/new')).toBeDefined();
  });

  it('a definition that was never read isn’t taken for gone when it can’t be', async () => {
    await world.knex('esc_trust_environments').delete();
    pulumiFails(DEFINITION, 8);
    await world.cycle(replica);
    const gone = await world
      .knex('esc_trust_environments')
      .where({ gone: true })
      .pluck('path');
    expect(gone).toEqual([]);
    await rightCycle(2);
  });

  it('nothing is said of a role whose account can’t be read', async () => {
    world.simulator.faults.add({
      ...awsFaults.accessDenied('iam:ListRoles'),
      action: 'ListRoles',
      accountId: DEV,
      times: 1_000,
    });
    await world.cycle(replica);
    put(
      'payments/prod-api',
      yamlOf('payments/prod-api')
        .replace(/role\/payments-\S+/, 'role/payments-dev-api')
        .replace(PROD, DEV),
    );
    await world.cycle(replica);
    const mapping = await world.mapping('prod-api');
    expect(mapping).toMatchObject({
      accountId: DEV,
      stale: { reason: expect.stringContaining('AWS denies iam:ListRoles') },
      trust: { status: 'unknown' },
    });
    await rightCycle(2);
  });

  it('a pair that somebody forgets is discovered while its login is there', async () => {
    const { id: mappingId } = await world.mapping('prod-api');
    await world.mappings.delete(mappingId);
    await world.cycle(replica);
    expect(await login('payments/prod-api')).toMatchObject({
      source: 'discovered',
    });
  });

  it('a discovered pair that somebody has claimed outlives its login', async () => {
    put('payments/copy', yamlOf('payments/prod-api'));
    await world.cycle(replica);
    const found = (await login('payments/copy'))!;
    await world.mappings.update(found.id, {
      ownerRef: 'group:default/payments-team',
      entityRefs: [],
      source: 'discovered',
    });
    put('payments/copy', 'values: {}\n');
    await world.cycle(replica);
    expect(await login('payments/copy')).toMatchObject({
      id: found.id,
      trust: { status: 'untrusted' },
    });
  });

  it('a list that is empty all of a sudden is not believed', async () => {
    for (const row of await world.knex('esc_trust_environments')) {
      world.simulator.pulumi.deleteEnvironment(`acme/${row.path}`);
    }
    await world.cycle(replica);
    const [acme] = await replica.sources.list('organization');
    expect(acme.failure?.reason).toMatch(/lists no environment of acme/);
    expect((await world.statuses())['prod-api']).toBe('trusted, stale');
  });

  it('an organization that refuses everything is asked a few times only', async () => {
    for (let i = 0; i < 60; i++) {
      put(`many/env-${i}`, 'values: {}\n');
    }
    pulumiFails(DEFINITION);
    await world.cycle(replica);
    const calls = world.simulator.calls.filter(
      ({ action }) => action === DEFINITION,
    );
    // Twenty, those under way, and three that were readable; each four times.
    expect(calls.length).toBeLessThan(4 * 27);
    const [acme] = await replica.sources.list('organization');
    expect(acme.failure?.reason).toMatch(/can't be reached/);
  });

  it('hundreds of importers don’t make a report of hundreds of openings', async () => {
    put(
      'payments/prod-api',
      yamlOf('payments/prod-api').replace(
        'currentEnvironment.name',
        'rootEnvironment.name',
      ),
    );
    for (let i = 0; i < 60; i++) {
      put(`many/importer-${i}`, 'imports:\n  - payments/prod-api\n');
    }
    await world.cycle(replica);
    const { openings } = (await world.mapping('prod-api')).trust;
    expect(openings.map(({ opening }) => opening)).toEqual([
      'direct',
      'import',
    ]);
  });
});

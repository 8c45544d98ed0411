import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  claimsFor,
  renderSubject,
} from '@internal/backstage-plugin-esc-trust-common';
import { openDatabase } from '../database';
import { FleetWorld, FREQUENCY_MS, PROD } from './__testUtils__/fleetWorld';
import { Assessment } from './createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const HOUR_MS = 3_600_000;
const LIST = 'GET /api/esc/environments/{org}';
const DEFINITION = 'GET /api/esc/environments/{org}/{project}/{env}';
const REFERRERS = 'GET /api/esc/environments/{org}/{project}/{env}/referrers';

describe.each(databases.eachSupportedId())('organizations on %p', id => {
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

  const { pulumi } = { pulumi: () => world.simulator.pulumi };
  const yamlOf = (name: string) => pulumi().environment(`acme/${name}`)!.yaml;
  const put = (path: string, yaml: string) => {
    const [project, name] = path.split('/');
    pulumi().putEnvironment({ organization: 'acme', project, name, yaml });
  };
  const status = async (name: string) =>
    (await world.mapping(name)).trust.status;
  const login = async (path: string) => {
    const { items } = await world.mappings.list({
      environment: [`acme/${path}`],
    });
    return items[0];
  };
  const calls = () => {
    const counts: Record<string, number> = {};
    for (const { service, action } of world.simulator.calls) {
      if (service === 'pulumi') {
        counts[action] = (counts[action] ?? 0) + 1;
      }
    }
    return counts;
  };
  const source = async () => (await replica.sources.list('organization'))[0];

  describe('definitions', () => {
    it('are read only when they have moved', async () => {
      await world.cycle(replica);
      expect(calls()).toEqual({ [LIST]: 1 });
      put('payments/prod-api', `${yamlOf('payments/prod-api')}# more\n`);
      const before = await world.mapping('prod-api');
      await world.cycle(replica);
      expect(calls()).toEqual({ [LIST]: 1, [DEFINITION]: 1 });
      // Nothing that counts has changed in it.
      expect(await world.mapping('prod-api')).toEqual(before);
    });

    it('are judged when they change, with no call of IAM beyond the scan', async () => {
      const right = yamlOf('payments/prod-api');
      put(
        'payments/prod-api',
        right.replace(/currentEnv\w+\.name/, 'rootEnvironment.name'),
      );
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('untrusted');
      expect(world.iamCalls(PROD)).toEqual({
        ListRoles: 1,
        GetOpenIDConnectProvider: 1,
      });
      put('payments/prod-api', right);
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
    });

    it('that name another role are judged by that one', async () => {
      put(
        'payments/prod-api',
        yamlOf('payments/prod-api').replace(
          'payments-prod-api',
          'payments-reporting',
        ),
      );
      await world.cycle(replica);
      const mapping = await world.mapping('prod-api');
      expect(mapping.roleArn).toMatch(/payments-reporting$/);
      expect(
        mapping.trust.gates.find(({ gate }) => gate === 'role'),
      ).toMatchObject({ outcome: 'pass' });
      // Of a role that no mapping has named before, its account's scan knows soon.
      put(
        'payments/prod-api',
        yamlOf('payments/prod-api').replace(
          'payments-reporting',
          'nobody-made-it',
        ),
      );
      await world.cycle(replica);
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('untrusted');
    });

    it('that can’t be understood make their mappings unknown', async () => {
      const right = yamlOf('payments/prod-api');
      put('payments/prod-api', `${right}\n  - [`);
      await world.cycle(replica);
      expect(await world.mapping('prod-api')).toMatchObject({
        roleArn: expect.stringMatching(/payments-prod-api$/),
        trust: { status: 'unknown' },
      });
      put('payments/prod-api', right);
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
    });

    it('that are gone make their mappings unknown, until they are back', async () => {
      const right = yamlOf('payments/prod-api');
      pulumi().deleteEnvironment('acme/payments/prod-api');
      await world.cycle(replica);
      const gone = await world.mapping('prod-api');
      expect(gone.trust.status).toBe('unknown');
      expect(gone.stale).toBeUndefined();
      expect(JSON.stringify(gone.trust)).toContain("doesn't exist, or");
      put('payments/prod-api', right);
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
    });

    it('leave nothing of theirs in the database but logins and imports', async () => {
      put(
        'payments/prod-api',
        `${yamlOf('payments/prod-api')}  secretive: very-private\n`,
      );
      await world.cycle(replica);
      const rows = JSON.stringify(await world.stored());
      expect(rows).toContain('payments-prod-api');
      expect(rows).not.toContain('very-private');
    });
  });

  describe('pairs that nobody has registered', () => {
    const newLogin = () => yamlOf('payments/prod-api');

    it('appear as discovered, owner unknown, and never count as intended', async () => {
      put('payments/copy', newLogin());
      await world.cycle(replica);
      const found = await login('payments/copy');
      expect(found).toMatchObject({
        source: 'discovered',
        createdBy: 'plugin:esc-trust',
        accountId: PROD,
        trust: { status: 'untrusted' },
      });
      expect(found.ownerRef).toBeUndefined();
      // The role admits the copy as well by now, which nobody has agreed to.
      const role = world.simulator.aws.account(PROD).role('payments-prod-api')!;
      role.assumeRolePolicyDocument = role.assumeRolePolicyDocument
        .replace(/payments\/prod-api/g, 'payments/*')
        .replace(/StringEquals/g, 'StringLike');
      await world.cycle(replica);
      expect((await login('payments/copy')).trust.status).toBe(
        'over-permissive',
      );
      expect(await status('prod-api')).toBe('over-permissive');
    });

    it('stay without a role while the definition holds an expression', async () => {
      put(
        'payments/copy',
        newLogin().replace(/arn:aws:iam\S+/, '${'.concat('aws.role}')),
      );
      await world.cycle(replica);
      const found = await login('payments/copy');
      expect(found.trust.status).toBe('unknown');
      expect(found.roleArn).toBeUndefined();
    });

    it('go with their login, and with their environment', async () => {
      put('payments/copy', newLogin());
      put('payments/other', newLogin());
      await world.cycle(replica);
      put('payments/copy', 'values: {}\n');
      pulumi().deleteEnvironment('acme/payments/other');
      await world.cycle(replica);
      expect(await login('payments/copy')).toBeUndefined();
      expect(await login('payments/other')).toBeUndefined();
      const paths = await world.knex('esc_trust_environments').pluck('path');
      expect(paths).toContain('payments/copy');
      expect(paths).not.toContain('payments/other');
    });

    it('that are ignored stay so, whatever becomes of them', async () => {
      put('payments/copy', newLogin());
      await world.cycle(replica);
      const { id: mappingId } = await login('payments/copy');
      await world.mappings.update(mappingId, {
        ownerRef: '',
        entityRefs: [],
        source: 'discovered',
        ignored: true,
      });
      pulumi().deleteEnvironment('acme/payments/copy');
      await world.cycle(replica);
      put('payments/copy', newLogin());
      await world.cycle(replica);
      expect(await login('payments/copy')).toBeUndefined();
      expect(await world.mappings.get(mappingId)).toMatchObject({
        ignored: true,
      });
    });
  });

  describe('imports and stacks', () => {
    const openingsOf = async (name: string) =>
      (await world.mapping(name)).trust.openings.map(({ opening, opener }) =>
        [opening, opener ?? ''].join(' ').trim(),
      );

    it('show in the report of what they open, and are gone with the import', async () => {
      expect(await openingsOf('prod-api')).toEqual(['direct']);
      put('payments/deploy', 'imports:\n  - payments/prod-api@stable\n');
      await world.cycle(replica);
      expect((await openingsOf('prod-api')).join()).toContain('import');
      expect(await status('prod-api')).toBe('untrusted');
      // Through two of them.
      put('payments/deploy', 'imports:\n  - payments/between\n');
      put('payments/between', 'imports:\n  - payments/prod-api\n');
      await world.cycle(replica);
      expect(await status('prod-api')).toBe('trusted');
      expect((await openingsOf('prod-api')).join()).toContain('import');
      put('payments/between', 'values: {}\n');
      await world.cycle(replica);
      expect(await openingsOf('prod-api')).toEqual(['direct']);
    });

    it('are listed once for all that send the same claims', async () => {
      for (let i = 0; i < 5; i++) {
        put(`payments/importer-${i}`, 'imports:\n  - payments/prod-api\n');
      }
      await world.cycle(replica);
      const openings = await openingsOf('prod-api');
      expect(openings.filter(one => one.startsWith('import'))).toHaveLength(1);
    });

    /** Its role admits its default subject, which a stack doesn't send. */
    const putPlain = () => {
      const [{ audience, subject }] = claimsFor({
        environment: { organization: 'acme', project: 'infra', name: 'plain' },
      });
      const issuer = 'api.pulumi.com/oidc';
      world.simulator.aws.account(PROD).putRole({
        roleName: 'plain',
        assumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: {
              Federated: `arn:aws:iam::${PROD}:oidc-provider/${issuer}`,
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                [`${issuer}:aud`]: audience,
                [`${issuer}:sub`]: renderSubject(subject),
              },
            },
          },
        },
      });
      const lines = [
        'values:',
        '  aws:',
        '    login:',
        '      fn::open::aws-login:',
        '        oidc:',
        `          roleArn: arn:aws:iam::${PROD}:role/plain`,
        '          sessionName: plain',
        '          duration: 1h',
      ];
      put('infra/plain', `${lines.join('\n')}\n`);
    };

    it('are asked for only where stacks would be judged differently', async () => {
      putPlain();
      const asked: string[] = [];
      world.simulator.faults.afterCall(({ action }) => {
        asked.push(action);
      });
      await world.cycle(replica);
      await world.cycle(replica);
      await world.cycle(replica);
      expect(asked.filter(action => action === REFERRERS)).toHaveLength(1);
      expect(
        await world
          .knex('esc_trust_environments')
          .whereNotNull('stacks')
          .pluck('path'),
      ).toEqual(['infra/plain']);
    });

    it('of stacks are judged, and asked for again after an hour', async () => {
      putPlain();
      await world.cycle(replica);
      await world.cycle(replica);
      const access = async () => (await login('infra/plain')).trust.access;
      expect(await access()).toBe('works');
      pulumi().addStackReferrer('acme/infra/plain', {
        project: 'infra',
        stack: 'prod',
        version: 1,
      });
      await world.cycle(replica);
      expect(await access()).toBe('works');
      await world.cycle(replica, HOUR_MS + FREQUENCY_MS);
      expect(await access()).toBe('fails');
      expect(
        (await login('infra/plain')).trust.openings.map(one => one.opening),
      ).toEqual(['direct', 'stack']);
    });

    it('of stacks are judged when they are first asked for', async () => {
      putPlain();
      pulumi().addStackReferrer('acme/infra/plain', {
        project: 'infra',
        stack: 'prod',
        version: 1,
      });
      await world.cycle(replica);
      await world.cycle(replica);
      expect((await login('infra/plain')).trust.access).toBe('fails');
    });

    it('that are meant to be in use are judged instead of direct ones', async () => {
      putPlain();
      await world.cycle(replica);
      await world.cycle(replica);
      const { id: mappingId } = await login('infra/plain');
      await world.mappings.update(mappingId, {
        ownerRef: '',
        entityRefs: [],
        source: 'discovered',
        openings: [{ kind: 'stack' }],
      });
      put('infra/plain', `${yamlOf('infra/plain')}  more: true\n`);
      await replica.readEnvironment({
        organization: 'acme',
        project: 'infra',
        name: 'plain',
      });
      const mapping = (await world.mappings.get(mappingId))!;
      await world.mappings.recordAssessment(
        mappingId,
        await replica.assessor.assess(mapping),
      );
      expect((await login('infra/plain')).trust).toMatchObject({
        access: 'fails',
        openings: [{ opening: 'stack' }],
      });
    });
  });

  describe('that can’t be read', () => {
    const away = () =>
      world.simulator.faults.add({
        kind: 'dropped',
        service: 'pulumi',
        times: 100_000,
      });

    it('keep the statuses for a while, and have them back at once', async () => {
      const before = await world.statuses();
      away();
      await world.cycle(replica);
      expect((await source()).failure).toMatchObject({
        cycles: 1,
        reason: expect.stringContaining("Pulumi Cloud can't be reached"),
      });
      expect(Object.values(await world.statuses())).toEqual(
        Object.values(before).map(one => `${one}, stale`),
      );
      await world.cycle(replica, 3 * FREQUENCY_MS);
      await world.cycle(replica, 7 * FREQUENCY_MS);
      expect(new Set(Object.values(await world.statuses()))).toEqual(
        new Set(['unknown, stale']),
      );
      world.simulator.faults.clear();
      await world.cycle(replica, 10 * FREQUENCY_MS);
      await world.cycle(replica);
      expect(await world.statuses()).toEqual(before);
      expect((await source()).failure).toBeUndefined();
    });

    it('say why: the token sees no such organization', async () => {
      world.simulator.faults.add({
        kind: 'error',
        service: 'pulumi',
        action: LIST,
        status: 404,
        code: 'NotFound',
        message: 'Not Found',
        times: 100,
      } as never);
      await world.cycle(replica);
      expect((await source()).failure?.reason).toMatch(/acme|Pulumi/);
    });

    it('don’t take others along: one definition that can’t be read', async () => {
      put('payments/prod-api', `${yamlOf('payments/prod-api')}# moved\n`);
      world.simulator.faults.add({
        kind: 'dropped',
        service: 'pulumi',
        action: DEFINITION,
        times: 4,
      });
      await world.cycle(replica);
      expect((await source()).failure).toBeUndefined();
      const statuses = await world.statuses();
      expect(statuses['prod-api']).toBe('trusted, stale');
      expect(statuses['dev-api']).toBe('over-permissive');
      await world.cycle(replica);
      expect((await world.statuses())['prod-api']).toBe('trusted');
    });
  });

  it('don’t stumble over names that nobody can store', async () => {
    const long = 'x'.repeat(150);
    put('payments/importer', `imports:\n  - payments/${long}\n`);
    put(
      'payments/copy',
      yamlOf('payments/prod-api').replace('  aws:', `  ${long}${long}:`),
    );
    await world.cycle(replica);
    expect((await source()).failure).toBeUndefined();
    const { items } = await world.mappings.list({ source: ['discovered'] });
    expect(items.map(({ environment }) => environment.name)).toEqual([
      'shared-network',
    ]);
  });

  it('are read by name when somebody says that one has changed', async () => {
    put('payments/prod-api', 'values: {}\n');
    put('payments/new', 'imports:\n  - payments/dev-api\n');
    world.simulator.calls.length = 0;
    const environment = (name: string) => ({
      organization: 'acme',
      project: 'payments',
      name,
    });
    await replica.readEnvironment(environment('prod-api'));
    expect(calls()).toEqual({ [DEFINITION]: 1 });
    expect(await status('prod-api')).toBe('untrusted');
    await replica.readEnvironment(environment('new'));
    const devApi = await world.mapping('dev-api');
    expect(devApi.trust.openings.map(({ opening }) => opening)).toContain(
      'import',
    );
  });

  it('leave marks that the next replica finds when one dies before judging', async () => {
    put('payments/prod-api', 'values: {}\n');
    const dying = world.startReplica();
    const record = jest
      .spyOn(world.mappings, 'recordAssessments')
      .mockRejectedValue(new Error('killed'));
    await world.cycle(dying);
    record.mockRestore();
    expect(await status('prod-api')).toBe('trusted');
    await world.cycle(replica);
    expect(await status('prod-api')).toBe('untrusted');
  });
});

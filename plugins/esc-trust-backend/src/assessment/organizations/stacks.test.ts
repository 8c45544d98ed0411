import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  claimsFor,
  EnvironmentRef,
  renderSubject,
} from '@internal/backstage-plugin-esc-trust-common';
import { openDatabase } from '../../database';
import { PulumiCloudClient } from '../../pulumi/PulumiCloudClient';
import { FleetWorld, FREQUENCY_MS, PROD } from '../__testUtils__/fleetWorld';
import { Assessment } from '../createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const HOUR_MS = 3_600_000;
const ISSUER = 'api.pulumi.com/oidc';

describe.each(databases.eachSupportedId())(
  'stacks that open environments, on %p,',
  id => {
    let world: FleetWorld;
    let replica: Assessment;
    /** Environments whose stacks were asked for in the last cycle. */
    let asked: string[];
    let isRefused: (name: string) => boolean;

    beforeEach(async () => {
      const knex = await databases.init(id);
      await openDatabase(mockServices.database({ knex }));
      world = await FleetWorld.create(knex);
      replica = world.startReplica();
      await replica.configureSources();
      isRefused = () => false;
      asked = [];
      const real = PulumiCloudClient.prototype.listStackReferrers;
      jest
        .spyOn(PulumiCloudClient.prototype, 'listStackReferrers')
        .mockImplementation(async function listStackReferrers(
          this: PulumiCloudClient,
          environment: EnvironmentRef,
          ...others
        ) {
          asked.push(environment.name);
          if (isRefused(environment.name)) {
            throw new ServiceUnavailableError('Pulumi Cloud is unavailable');
          }
          return real.call(this, environment, ...others);
        });
    });

    afterEach(() => jest.restoreAllMocks());

    const cycle = async (ms = HOUR_MS + FREQUENCY_MS) => {
      asked = [];
      await world.cycle(replica, ms);
    };
    const put = (name: string, yaml: string) =>
      world.simulator.pulumi.putEnvironment({
        organization: 'acme',
        project: 'infra',
        name,
        yaml,
      });
    const listInStack = (name: string) =>
      world.simulator.pulumi.addStackReferrer(`acme/infra/${name}`, {
        project: 'infra',
        stack: 'prod',
        version: 1,
      });
    const login = async (name: string) => {
      const { items } = await world.mappings.list({
        environment: [`acme/infra/${name}`],
      });
      return items[0];
    };
    const role = () => world.simulator.aws.account(PROD).role('plain')!;
    /** Environments with a role that admits their default subjects only. */
    const putPlain = (...names: string[]) => {
      const claims = names.map(
        name =>
          claimsFor({
            environment: { organization: 'acme', project: 'infra', name },
          })[0],
      );
      world.simulator.aws.account(PROD).putRole({
        roleName: 'plain',
        assumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: {
              Federated: `arn:aws:iam::${PROD}:oidc-provider/${ISSUER}`,
            },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                [`${ISSUER}:aud`]: claims[0].audience,
                [`${ISSUER}:sub`]: claims.map(one =>
                  renderSubject(one.subject),
                ),
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
      names.forEach(name => put(name, `${lines.join('\n')}\n`));
    };
    const stored = async (name: string) => {
      const [row] = await world
        .knex('esc_trust_environments')
        .where({ path: `infra/${name}` });
      return { stacks: row.stacks, readAt: Number(row.stacks_read_at) };
    };

    it('count although nobody tells those of another environment', async () => {
      isRefused = name => name.startsWith('a-bad');
      const bad = Array.from({ length: 8 }, (_, i) => `a-bad-${i}`);
      putPlain(...bad, 'plain');
      listInStack('plain');
      for (let i = 0; i < 3; i++) {
        await cycle();
        // After five in a row the others wait.
        expect(asked.length).toBeLessThanOrEqual(9);
      }
      expect((await login('plain')).trust).toMatchObject({
        status: 'untrusted',
        access: 'fails',
      });
      // Nothing is claimed of those that nobody tells, and they are asked again.
      expect((await stored('a-bad-0')).stacks).toBeNull();
      listInStack('a-bad-0');
      isRefused = () => false;
      await cycle();
      await cycle();
      expect((await login('a-bad-0')).trust.access).toBe('fails');
      expect((await login('a-bad-1')).trust.access).toBe('works');
    });

    it('count although nobody tells those of one that imports it', async () => {
      isRefused = name => name === 'a-bad';
      putPlain('plain');
      put('a-bad', 'imports:\n  - infra/plain\n');
      listInStack('plain');
      await cycle();
      await cycle();
      expect((await login('plain')).trust.access).toBe('fails');
      // As long as that isn't known, it is asked for by each scan.
      await cycle(2 * FREQUENCY_MS);
      expect(asked).toEqual(['a-bad', 'plain']);
      isRefused = () => false;
      await cycle(2 * FREQUENCY_MS);
      await cycle(2 * FREQUENCY_MS);
      expect(asked).toEqual([]);
    });

    it('are asked for no more where they make no difference by now', async () => {
      putPlain('plain');
      await cycle();
      await cycle();
      expect(asked).toEqual(['plain']);
      const right = role().assumeRolePolicyDocument;
      role().assumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [],
      });
      await cycle(2 * FREQUENCY_MS);
      for (let hour = 0; hour < 5; hour++) {
        await cycle();
        expect(asked).toEqual([]);
      }
      expect(await stored('plain')).toEqual({ stacks: null, readAt: 0 });
      role().assumeRolePolicyDocument = right;
      listInStack('plain');
      const before = asked.length;
      await cycle(2 * FREQUENCY_MS);
      const first = asked;
      await cycle(2 * FREQUENCY_MS);
      expect([before, ...first, ...asked]).toEqual([0, 'plain']);
      expect((await login('plain')).trust.access).toBe('fails');
    });

    it('that were told are out of the report when they are forgotten', async () => {
      putPlain('plain');
      listInStack('plain');
      await cycle();
      await cycle();
      const openings = async () =>
        (await login('plain')).trust.openings.map(({ opening }) => opening);
      expect(await openings()).toEqual(['direct', 'stack']);
      role().assumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [],
      });
      await cycle(2 * FREQUENCY_MS);
      await cycle();
      expect(await openings()).toEqual(['direct']);
      expect((await stored('plain')).readAt).toBe(0);
      const marked = await world
        .knex('esc_trust_environments')
        .whereNot({ unjudged: '' })
        .pluck('path');
      expect(marked).toEqual([]);
    });

    it('of an environment are asked for while they matter to what it imports', async () => {
      putPlain('plain');
      put('importer', 'imports:\n  - infra/plain\n');
      await cycle();
      await cycle();
      await cycle();
      expect(new Set(asked)).toEqual(new Set(['plain', 'importer']));
      role().assumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [],
      });
      await cycle(2 * FREQUENCY_MS);
      await cycle();
      expect(asked).toEqual([]);
      expect((await stored('importer')).stacks).toBeNull();
    });

    it('stay as they are while their role can’t be looked at', async () => {
      putPlain('plain');
      listInStack('plain');
      await cycle();
      await cycle();
      world.garbled.add(PROD);
      await cycle();
      await cycle();
      expect((await stored('plain')).stacks).not.toBeNull();
      world.garbled.clear();
      await cycle();
      expect((await login('plain')).trust.access).toBe('fails');
    });
  },
);

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { openDatabase } from '../../database';
import { PulumiCloudClient } from '../../pulumi/PulumiCloudClient';
import { FleetWorld, FREQUENCY_MS } from '../__testUtils__/fleetWorld';
import { Assessment } from '../createAssessment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())(
  'environments that a token may list but not read, on %p',
  id => {
    let world: FleetWorld;
    let replica: Assessment;
    /** Paths in the order in which they were asked for. */
    let asked: string[];
    let isLocked: (path: string) => boolean;

    beforeEach(async () => {
      const knex = await databases.init(id);
      await openDatabase(mockServices.database({ knex }));
      world = await FleetWorld.create(knex);
      replica = world.startReplica();
      await replica.configureSources();
      isLocked = path => path.includes('locked');
      const real = PulumiCloudClient.prototype.getEnvironment;
      jest
        .spyOn(PulumiCloudClient.prototype, 'getEnvironment')
        .mockImplementation(async function getEnvironment(
          this: PulumiCloudClient,
          environment: EnvironmentRef,
          ...others
        ) {
          const path = `${environment.project}/${environment.name}`;
          asked.push(path);
          if (isLocked(path)) {
            throw new ServiceUnavailableError(`Nobody may read ${path}`);
          }
          return real.call(this, environment, ...others);
        });
      asked = [];
    });

    afterEach(() => jest.restoreAllMocks());

    const cycle = async (ms?: number) => {
      asked = [];
      await world.cycle(replica, ms);
    };
    const mapDemo = async () => {
      await world.mapDemo(replica);
      await cycle();
      await cycle();
    };
    const yamlOf = (path: string) =>
      world.simulator.pulumi.environment(`acme/${path}`)!.yaml;
    const put = (path: string, yaml = 'values: {}\n') => {
      const [project, name] = path.split('/');
      world.simulator.pulumi.putEnvironment({
        organization: 'acme',
        project,
        name,
        yaml,
      });
    };
    const lock = (count: number, project = 'aaa-locked') => {
      for (let i = 0; i < count; i++) {
        put(`${project}/env-${i}`);
      }
    };
    const source = async () => (await replica.sources.list('organization'))[0];

    it('take nobody along, however many there are', async () => {
      await mapDemo();
      const before = await world.statuses();
      lock(45);
      for (let i = 0; i < 5; i++) {
        await cycle(12 * FREQUENCY_MS);
        expect((await source()).failure).toBeUndefined();
        expect(await world.statuses()).toEqual(before);
      }
      expect(asked.filter(isLocked)).toHaveLength(45);
      // After each twenty, one that is known is read.
      expect(asked.filter(path => !isLocked(path))).toHaveLength(2);
    });

    it('keep nobody’s change from being judged', async () => {
      await mapDemo();
      lock(25);
      put('payments/prod-api');
      await cycle();
      expect((await world.statuses())['prod-api']).toBe('untrusted');
    });

    it('don’t when something was read before them either', async () => {
      await mapDemo();
      put('aaa/first');
      lock(25, 'bbb-locked');
      put('payments/prod-api');
      await cycle();
      expect((await world.statuses())['prod-api']).toBe('untrusted');
    });

    it('of an organization that nobody knows yet are passed over in the end', async () => {
      lock(25);
      await world.mapDemo(replica);
      await world.knex('esc_trust_environments').delete();
      await cycle();
      await cycle(12 * FREQUENCY_MS);
      await cycle();
      expect((await source()).failure).toBeUndefined();
      expect((await world.statuses())['prod-api']).toBe('trusted');
    });

    it('are stale, each for its own reason', async () => {
      await mapDemo();
      lock(25);
      const moved = ['dev-api', 'prod-api', 'reporting'];
      isLocked = path =>
        path.includes('locked') || moved.some(name => path.endsWith(name));
      moved.forEach(name =>
        put(`payments/${name}`, `${yamlOf(`payments/${name}`)}# moved\n`),
      );
      await cycle();
      for (const name of moved) {
        expect((await world.mapping(name)).stale?.reason).toBe(
          `Nobody may read payments/${name}`,
        );
      }
      expect((await world.mapping('prod-console')).stale).toBeUndefined();
      isLocked = path => path.includes('locked');
      await cycle();
      expect((await world.mapping('prod-api')).stale).toBeUndefined();
    });

    it('by the hundreds cost some calls only, and wait their turn', async () => {
      await mapDemo();
      lock(700);
      await cycle();
      const first = asked.filter(isLocked);
      expect(first.length).toBeLessThan(510);
      isLocked = () => false;
      put('payments/prod-api');
      await cycle();
      // Those that nobody has tried come first.
      expect(asked.slice(0, 150)).not.toContain(first[0]);
      expect(asked).toContain('aaa-locked/env-699');
      expect(asked).toContain('aaa-locked/env-0');
      expect((await world.statuses())['prod-api']).toBe('untrusted');
    });

    it('that nobody came to say so', async () => {
      await mapDemo();
      lock(700);
      put('payments/prod-api', `${yamlOf('payments/prod-api')}# moved\n`);
      isLocked = path => path.startsWith('aaa');
      await cycle();
      expect((await world.mapping('prod-api')).stale?.reason).toMatch(
        /isn't read yet: too many others/,
      );
      await cycle();
      expect((await world.mapping('prod-api')).stale).toBeUndefined();
    });

    it('don’t make it away when some that are known are locked by now, too', async () => {
      await mapDemo();
      lock(25);
      // The token may read nothing any more but one.
      isLocked = path => path !== 'payments/reporting';
      for (let i = 0; i < 8; i++) {
        await cycle(12 * FREQUENCY_MS);
      }
      expect((await source()).failure).toBeUndefined();
      expect((await world.statuses())['prod-api']).toBe('trusted');
    });

    it('aren’t the only ones when the organization is away', async () => {
      await mapDemo();
      lock(25);
      isLocked = () => true;
      await cycle();
      expect((await source()).failure?.reason).toMatch(/^Nobody may read/);
      expect(asked.length).toBeLessThan(30);
      expect((await world.statuses())['prod-api']).toBe('trusted, stale');
    });
  },
);

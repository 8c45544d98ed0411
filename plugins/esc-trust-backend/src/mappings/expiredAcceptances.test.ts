import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  Acceptance,
  canAcceptFinding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { Assessment } from '../assessment/createAssessment';
import { FleetWorld, SANDBOX } from '../assessment/__testUtils__/fleetWorld';
import { openDatabase } from '../database';
import { FindingAcceptance } from './FindingAcceptance';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const DAY_MS = 86_400_000;
/** No source is due by then. */
const ACCEPTED_MS = 10_000;

describe.each(databases.eachSupportedId())(
  'an acceptance whose time is over, on %p',
  id => {
    let knex: Knex;
    let world: FleetWorld;
    let replica: Assessment;
    let acceptance: FindingAcceptance;
    let before: Mapping;
    let accepted: Acceptance;

    const later = (ms: number) =>
      new Date(world.clock.now().getTime() + ms).toISOString();
    const now = () => world.mapping('dev-api');

    beforeEach(async () => {
      knex = await openDatabase(
        mockServices.database({ knex: await databases.init(id) }),
      );
      world = await FleetWorld.create(knex);
      replica = world.startReplica();
      await replica.configureSources();
      await world.mapDemo(replica);
      await world.cycle(replica);
      acceptance = new FindingAcceptance({
        mappings: world.mappings,
        // Nobody is asked for a report: it is made of what is stored.
        registry: undefined as never,
        sources: replica.sources,
        clock: world.clock,
      });
      before = await now();
      const [finding] = before.trust.findings.filter(
        ({ code, severity }) => canAcceptFinding(code) && severity !== 'info',
      );
      accepted = {
        fingerprint: finding.fingerprint,
        reason: 'meant',
        until: later(ACCEPTED_MS),
        acceptedAt: later(0),
        acceptedBy: 'user:default/guest',
      };
      await world.mappings.accept(before.id, accepted);
      await world.mappings.recordAssessment(
        before.id,
        await replica.assessor.assess(await now()),
      );
    });

    afterEach(async () => {
      await knex('esc_trust_acceptances').delete();
    });

    it('lets its finding count again, and asks no account', async () => {
      const { status } = (await now()).trust;
      expect(status).not.toBe(before.trust.status);
      await acceptance.expire();
      await replica.worker.settle();
      expect((await now()).trust.status).toBe(status);

      world.clock.advance(ACCEPTED_MS);
      await acceptance.expire();
      expect((await now()).acceptances).toBeUndefined();
      world.simulator.calls.length = 0;
      await replica.worker.settle();
      expect((await now()).trust).toEqual(before.trust);
      expect(
        world.simulator.calls.filter(({ service }) => service !== 'pulumi'),
      ).toEqual([]);
    });

    it('stays when it is renewed while it ends', async () => {
      world.clock.advance(DAY_MS);
      const renewed = { ...accepted, until: later(30 * DAY_MS) };
      const renewal = await knex.transaction();
      await renewal('esc_trust_acceptances').update({ until: renewed.until });
      const expired = acceptance.expire();
      // Until now the other one saw the old time.
      setTimeout(() => renewal.commit(), 200);
      await expired;
      expect((await now()).acceptances).toEqual([renewed]);
    });

    it('ends with all others, whatever is the matter with their mappings', async () => {
      const { items } = await world.mappings.list({ limit: 100 });
      await knex('esc_trust_mappings')
        .where({ account_id: SANDBOX })
        .update({ stale_since: later(0), stale_reason: 'away' });
      const rows = items.flatMap(mapping =>
        Array.from({ length: 150 }, (_, index) => ({
          mapping_id: mapping.id,
          fingerprint: `f${index}`,
          reason: 'meant',
          until: later(index === 0 ? 2 * DAY_MS : DAY_MS),
          accepted_at: later(0),
          accepted_by: 'user:default/guest',
        })),
      );
      await knex.batchInsert('esc_trust_acceptances', rows, 100);
      world.clock.advance(DAY_MS);
      await acceptance.expire();
      const left = await knex('esc_trust_acceptances').pluck('fingerprint');
      expect(left).toEqual(items.map(() => 'f0'));
    });
  },
);

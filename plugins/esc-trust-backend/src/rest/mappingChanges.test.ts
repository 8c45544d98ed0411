import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  assessTrust,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  GUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const PLATFORM = 'group:default/platform-team';

describe.each(databases.eachSupportedId())('what people decide on %p', id => {
  let knex: Knex;
  let portal: TestPortal;
  let mapping: Mapping;

  beforeEach(async () => {
    knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    [mapping] = await registerDemo(portal);
  });

  afterEach(() => portal.stop());

  const path = () => `/api/esc-trust/mappings/${mapping.id}`;
  const get = async (url: string, user = GUEST) =>
    portal.http.get(url).set('Authorization', user);
  const patch = (body: object, user = GUEST) =>
    portal.http.patch(path()).set('Authorization', user).send(body);

  it('shows a mapping on other pages', async () => {
    const entityRefs = ['component:default/payments-batch'];
    const { status, body } = await patch({
      entityRefs: ['Component:default/Payments-Batch'],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRefs,
      ownerRef: mapping.ownerRef,
      trust: mapping.trust,
    });
    const onPage = await get(`/api/esc-trust/mappings?entityRef=${entityRefs}`);
    expect(onPage.body.items.map((one: Mapping) => one.id)).toContain(
      mapping.id,
    );

    const { body: theirs } = await patch({
      entityRefs: ['component:default/cluster'],
    });
    expect(theirs.error.message).toMatch(/cluster belongs to somebody else/);
  });

  it('hands a mapping over to whom Pulumi Cloud records as owner', async () => {
    const early = await patch({ ownerRef: PLATFORM });
    expect(early.status).toBe(403);
    expect(early.body.error.message).toMatch(
      /is owned by group:default\/payments-team/,
    );

    portal.simulator.pulumi
      .environment('acme/payments/prod-api')!
      .tags.set('esc-trust:owner', PLATFORM);
    const notTheirs = await patch({ ownerRef: PLATFORM });
    expect(notTheirs.status).toBe(403);
    expect(notTheirs.body.error.message).toMatch(/belongs to somebody else/);

    const store = new DatabaseMappingStore({ knex });
    await store.accept(mapping.id, {
      fingerprint: 'of-a-finding',
      reason: 'We know',
      until: '2100-01-01T00:00:00.000Z',
      acceptedAt: '2026-01-01T00:00:00.000Z',
      acceptedBy: 'user:default/guest',
    });
    const both = mockCredentials.user.header('user:default/both');
    const { status, body } = await patch({ ownerRef: PLATFORM }, both);
    expect(status).toBe(200);
    // The role's owner hasn't agreed to the new one.
    expect(body).toMatchObject({
      ownerRef: PLATFORM,
      trust: { status: 'over-permissive' },
    });
    // Nor has the new one accepted anything.
    expect(body.acceptances ?? []).toEqual([]);
    expect((await store.get(mapping.id))?.acceptances ?? []).toEqual([]);
  });

  it('forgets a mapping and what was found by it, and nothing else', async () => {
    portal.simulator.calls.length = 0;
    const deleted = await portal.http
      .delete(path())
      .set('Authorization', GUEST);
    expect(deleted.status).toBe(204);
    expect((await get(path())).status).toBe(404);
    expect(portal.writes()).toEqual([]);
    for (const table of ['search_terms', 'findings', 'history']) {
      expect(
        await knex(`esc_trust_${table}`).where({ mapping_id: mapping.id }),
      ).toEqual([]);
    }
    const again = await portal.http.delete(path()).set('Authorization', GUEST);
    expect(again.status).toBe(404);
  });

  it.each([{}, { nonsense: 1 }, { ownerRef: 'x' }, { entityRefs: 'x' }])(
    'refuses the change %j',
    async body => {
      const refused = await patch(body);
      expect(refused.status).toBe(400);
      expect((await get(path())).body).toEqual(mapping);
    },
  );

  it('judges the openings that are meant to be in use', async () => {
    const { body } = await patch({
      openings: [{ kind: 'direct' }, { kind: 'stack', importedAs: 'x/other' }],
    });
    expect(body).toMatchObject({
      openings: [{ kind: 'direct' }, { kind: 'stack' }],
      trust: { openings: [{ opening: 'direct' }, { opening: 'stack' }] },
    });
    expect(body.trust.status).not.toBe('trusted');
    const { body: again } = await patch({ openings: [] });
    expect(again.openings).toBeUndefined();
    expect(again.trust).toEqual(mapping.trust);
  });

  describe('a pair that was discovered', () => {
    const shared = {
      organization: 'acme',
      project: 'platform',
      name: 'shared-network',
    };
    const platform = mockCredentials.user.header('user:default/both');

    beforeEach(async () => {
      const store = new DatabaseMappingStore({ knex });
      await store.discover([
        {
          environment: shared,
          loginPath: 'aws.login',
          trust: assessTrust({ environment: shared }),
        },
      ]);
      const { items } = await store.list({ source: ['discovered'] });
      [mapping] = items;
    });

    it('is kept out of lists and counts by whoever owns its environment', async () => {
      const theirs = await patch({ ignored: true });
      expect(theirs.status).toBe(403);
      expect(theirs.body.error.message).toMatch(/belongs to somebody else/);
      const { status, body } = await patch({ ignored: true }, platform);
      expect(status).toBe(200);
      expect(body.ignored).toBe(true);
      const ids = async (query: string) =>
        (await get(`/api/esc-trust/mappings?${query}`)).body.items.map(
          (one: Mapping) => one.id,
        );
      expect(await ids('source=discovered')).toEqual([]);
      expect(await ids('ignored=true')).toEqual([mapping.id]);
      const { body: summary } = await get('/api/esc-trust/summary');
      expect(summary.owners).toMatchObject([{ name: TEAM }]);
      await patch({ ignored: false }, platform);
      expect(await ids('source=discovered')).toEqual([mapping.id]);
    });

    it('is forgotten by whoever owns its environment', async () => {
      const forget = (user: string) =>
        portal.http.delete(path()).set('Authorization', user);
      expect((await forget(GUEST)).status).toBe(403);
      expect((await forget(platform)).status).toBe(204);
    });

    it('becomes the one of whoever registers it, ignored or not', async () => {
      await patch({ ignored: true }, platform);
      const { status, body } = await portal.http
        .post('/api/esc-trust/mappings')
        .set('Authorization', platform)
        .send({ environment: shared, ownerRef: PLATFORM });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: mapping.id,
        source: 'registered',
        ownerRef: PLATFORM,
      });
      expect(body.ignored).toBeUndefined();
    });
  });

  it('ignores nothing that was mapped on purpose', async () => {
    const refused = await patch({ ignored: true });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(/registered on purpose/);
  });

  it('remembers how the status has changed, the latest first', async () => {
    const store = new DatabaseMappingStore({ knex });
    const { roleArn, accountId, environment } = mapping;
    const statuses = ['untrusted', 'trusted', 'unknown'] as const;
    for (const status of statuses) {
      const trust = { ...assessTrust({ environment }), status };
      for (const update of [trust, trust]) {
        await store.recordAssessment(mapping.id, {
          roleArn,
          accountId,
          trust: update,
        });
      }
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`${path()}/history?limit=2${cursor}`);
      seen.push(...body.items.map((entry: any) => entry.status));
      cursor =
        body.pageInfo.nextCursor && `&cursor=${body.pageInfo.nextCursor}`;
    } while (cursor);
    expect(seen).toEqual(
      [...statuses].reverse().concat(
        // Registered before it was looked at.
        [mapping.trust.status, 'unknown'] as any,
      ),
    );
    const { body } = await get(`${path()}/history?limit=1`);
    expect(body.items).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        statusBefore: 'trusted',
        status: 'unknown',
        access: 'unknown',
        exposure: 'undecided',
        findings: expect.any(Array),
      },
    ]);
    expect((await get('/api/esc-trust/mappings/x/history')).status).toBe(404);
  });

  it('counts what a list would have', async () => {
    const { items, totalItems } = (
      await get('/api/esc-trust/mappings?limit=100')
    ).body;
    const { body } = await get('/api/esc-trust/summary');
    const count = (pick: (one: Mapping) => string) => {
      const counts: Record<string, number> = {};
      for (const one of items) {
        counts[pick(one)] = (counts[pick(one)] ?? 0) + 1;
      }
      return counts;
    };
    expect(body.totalItems).toBe(totalItems);
    expect(body.status).toMatchObject(count(one => one.trust.status));
    expect(body.access).toMatchObject(count(one => one.trust.access));
    expect(body.exposure).toMatchObject(
      count(one => one.trust.exposure.verdict),
    );
    expect(body.organizations).toMatchObject([
      { name: 'acme', totalItems, status: body.status },
    ]);
    expect(
      Object.fromEntries(
        body.accounts.map((one: any) => [one.name, one.totalItems]),
      ),
    ).toEqual(count(one => one.accountId ?? ''));
    expect(body.owners).toMatchObject([{ name: TEAM, totalItems }]);

    const trusted = await get('/api/esc-trust/summary?status=trusted');
    expect(trusted.body).toMatchObject({
      totalItems: body.status.trusted,
      status: { untrusted: 0 },
    });
  });
});

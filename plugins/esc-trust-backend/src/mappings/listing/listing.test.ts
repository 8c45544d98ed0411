import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  assessTrust,
  Mapping,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { openDatabase } from '../../database';
import { DatabaseMappingStore } from '../DatabaseMappingStore';
import { Visible } from './selectMappings';

jest.setTimeout(120_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ORGANIZATIONS = ['acme', 'Acme', 'umbrella'];
const PROJECTS = ['payments', 'pay', 'web_site'];
const ACCOUNTS = ['111111111111', '222222222222'];
const OWNERS = ['group:default/a', 'group:default/b'];
const STATUSES = [
  'trusted',
  'conditional',
  'over-permissive',
  'untrusted',
  'unknown',
] as const;
const COUNT = 150;

/** A report with a status, and with a finding for one in three. */
function reportOf(environment: Mapping['environment'], index: number) {
  const status = STATUSES[index % STATUSES.length];
  const report = { ...assessTrust({ environment }), status };
  return index % 3 === 0
    ? {
        ...report,
        findings: [
          {
            code: 'definition-problem',
            severity: 'error' as const,
            message: 'x',
            fingerprint: `f${index}`,
          },
        ],
      }
    : { ...report, findings: [] };
}

describe.each(databases.eachSupportedId())('the list of mappings on %p', id => {
  let knex: Knex;
  let store: DatabaseMappingStore;
  let all: Mapping[];

  beforeAll(async () => {
    const client = await databases.init(id);
    knex = await openDatabase(mockServices.database({ knex: client }));
    let now = 0;
    store = new DatabaseMappingStore({
      knex,
      // Some come at the same time.
      now: () => new Date(Math.floor((now += 1) / 3) * 1000),
    });
    for (let index = 0; index < COUNT; index++) {
      const environment = {
        organization: ORGANIZATIONS[index % ORGANIZATIONS.length],
        project: PROJECTS[Math.floor(index / 7) % PROJECTS.length],
        name: `${index % 2 ? 'Prod' : 'dev'}-${Math.floor(index / 2)}`,
      };
      const hasRole = index % 4 !== 3;
      const accountId = ACCOUNTS[index % ACCOUNTS.length];
      const roleArn = `arn:aws:iam::${accountId}:role/pulumi-esc/Role-${index}`;
      await store.insert({
        environment,
        loginPath: 'aws.login',
        ...(hasRole ? { roleArn, accountId } : {}),
        ownerRef: OWNERS[index % OWNERS.length],
        entityRefs: index % 5 ? [] : ['component:default/shop'],
        source: index % 2 ? 'registered' : 'discovered',
        trust: reportOf(environment, index),
        createdBy: 'user:default/x',
      });
    }
    all = (await store.list({ limit: COUNT + 1 })).items;
  });

  const idsOf = (mappings: Mapping[]) => mappings.map(mapping => mapping.id);

  /** All pages, one after the other, to the end or back to the start. */
  async function walk(
    query: MappingQuery,
    visible: Visible,
    from?: { cursor: string; way: 'prevCursor' | 'nextCursor' },
  ) {
    const pages: Mapping[][] = [];
    const totals = new Set<number>();
    const way = from?.way ?? 'nextCursor';
    let cursor = from?.cursor;
    let last: string | undefined;
    for (;;) {
      const page = await store.list({ ...query, cursor }, visible);
      pages.push(page.items);
      totals.add(page.totalItems);
      last = page.pageInfo.prevCursor ?? last;
      cursor = page.pageInfo[way];
      if (!cursor) {
        return {
          pages,
          totals: [...totals],
          prevCursor: page.pageInfo.prevCursor,
        };
      }
    }
  }

  /** What the filters mean, in plain words. */
  function matches(mapping: Mapping, query: MappingQuery): boolean {
    const { environment, trust, accountId = '', roleArn = '' } = mapping;
    const { organization, project, name } = environment;
    const roleName = roleArn.split('/').at(-1)!;
    const one = <T>(values: T[] | undefined, value: T) =>
      values === undefined || values.includes(value);
    const terms = [
      `${organization}/${project}/${name}`,
      `${project}/${name}`,
      name,
      roleName,
      accountId,
    ].map(term => term.toLowerCase());
    const { entityRef, finding, q } = query;
    return (
      one(query.organization, organization) &&
      one(query.project, project) &&
      one(query.accountId, accountId) &&
      one(query.roleName, roleName) &&
      one(query.ownerRef, mapping.ownerRef!) &&
      one(query.status, trust.status) &&
      one(query.access, trust.access) &&
      one(query.exposure, trust.exposure.verdict) &&
      one(query.source, mapping.source) &&
      (!entityRef || entityRef.some(ref => mapping.entityRefs.includes(ref))) &&
      (!finding || trust.findings.some(({ code }) => finding.includes(code))) &&
      (!q || terms.some(term => term.startsWith(q.toLowerCase())))
    );
  }

  const some = <T>(...values: T[]) =>
    fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
  const queries = fc.record(
    {
      organization: some(...ORGANIZATIONS),
      project: some(...PROJECTS, 'none'),
      accountId: some(...ACCOUNTS),
      roleName: some('Role-1', 'Role-2', 'role-4'),
      ownerRef: some(...OWNERS),
      status: some(...STATUSES),
      exposure: some('undecided' as const, 'wider' as const),
      source: some('registered' as const, 'discovered' as const),
      entityRef: some('component:default/shop'),
      finding: some('definition-problem', 'role-not-found'),
      q: fc.constantFrom(
        ...['p', 'prod-1', 'ACME/Pay', 'web_', 'web%', '1111', 'role-', '/'],
      ),
      orderField: fc
        .tuple(
          fc.constantFrom(
            ...['environment', 'status', 'accountId', 'ownerRef', 'updatedAt'],
          ),
          fc.constantFrom('', ',asc', ',desc'),
        )
        .map(([field, direction]) => field + direction),
      limit: fc.integer({ min: 1, max: 40 }),
    },
    { requiredKeys: ['limit'] },
  );

  it('has what the filters ask for, in order, forward and back', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async query => {
        const expected = all.filter(mapping => matches(mapping, query));
        const ordered = await store.list({ ...query, limit: COUNT + 1 });
        expect(idsOf(ordered.items).sort()).toEqual(idsOf(expected).sort());
        expect(ordered.pageInfo).toEqual({});

        const forward = await walk(query, undefined);
        expect(idsOf(forward.pages.flat())).toEqual(idsOf(ordered.items));
        expect(forward.totals).toEqual([expected.length]);
        const back = forward.prevCursor
          ? await walk(query, undefined, {
              cursor: forward.prevCursor,
              way: 'prevCursor',
            })
          : { pages: [] };
        const before = back.pages.reverse().flat();
        expect(idsOf([...before, ...forward.pages.at(-1)!])).toEqual(
          idsOf(ordered.items),
        );
      }),
      { numRuns: id === 'SQLITE_3' ? 300 : 60 },
    );
  });

  it('has what a permission policy lets a caller see, also in its count', async () => {
    const own = { property: 'ownerRef' as const, values: [OWNERS[0]] };
    const there = { property: 'accountId' as const, values: [ACCOUNTS[1]] };
    const acme = { property: 'organization' as const, values: ['acme'] };
    const cases: Array<[Visible, (mapping: Mapping) => boolean]> = [
      [own, m => m.ownerRef === OWNERS[0]],
      [{ not: own }, m => m.ownerRef !== OWNERS[0]],
      [
        { anyOf: [{ allOf: [own, { not: there }] }, acme] },
        m =>
          (m.ownerRef === OWNERS[0] && m.accountId !== ACCOUNTS[1]) ||
          m.environment.organization === 'acme',
      ],
      [{ ...own, values: [] }, () => false],
    ];
    for (const [visible, isVisible] of cases) {
      const expected = all.filter(isVisible);
      const seen = await walk({ limit: 20 }, visible);
      expect(idsOf(seen.pages.flat())).toEqual(idsOf(expected));
      expect(seen.totals).toEqual([expected.length]);
    }
  });

  /** One that comes while somebody turns the pages. */
  const appears = (organization: string, name = 'a') => {
    const environment = { organization, project: 'a', name };
    return store.insert({
      environment,
      loginPath: 'aws.login',
      ownerRef: OWNERS[0],
      entityRefs: [],
      source: 'registered',
      trust: assessTrust({ environment }),
      createdBy: 'user:default/x',
    });
  };

  it('has every mapping once while others appear', async () => {
    const first = await store.list({ limit: 60 });
    const inserted = await appears('AA');
    const { pages } = await walk({ limit: 60 }, undefined, {
      cursor: first.pageInfo.nextCursor!,
      way: 'nextCursor',
    });
    await store.delete(inserted.id);
    const seen = [...first.items, ...pages.flat()];
    expect(idsOf(seen)).toEqual(idsOf(all));
  });

  it('has every mapping once on the way back while others appear', async () => {
    const { prevCursor, pages } = await walk({ limit: 60 }, undefined);
    const inserted = [
      await appears('AA'),
      // Before and behind the place where the way back begins.
      await appears('acme', '0'),
      await appears('zz'),
    ];
    const back = await walk({ limit: 25 }, undefined, {
      cursor: prevCursor!,
      way: 'prevCursor',
    });
    for (const { id: one } of inserted) {
      await store.delete(one);
    }
    const added = idsOf(inserted.slice(0, 2));
    const seen = idsOf(back.pages.reverse().flat());
    expect(seen).toEqual(expect.arrayContaining(added));
    expect(
      [...seen, ...idsOf(pages.at(-1)!)].filter(one => !added.includes(one)),
    ).toEqual(idsOf(all));
  });

  it('counts on its first page only', async () => {
    const asked: string[] = [];
    const note = ({ sql }: { sql: string }) => asked.push(sql);
    const counts = () => asked.splice(0).filter(sql => /\bcount\(/i.test(sql));
    knex.on('query', note);
    const first = await store.list({ limit: 60 });
    expect(counts()).toHaveLength(1);
    const inserted = await appears('AA');
    asked.splice(0);
    const { totals } = await walk({ limit: 60 }, undefined, {
      cursor: first.pageInfo.nextCursor!,
      way: 'nextCursor',
    });
    expect(counts()).toEqual([]);
    expect(totals).toEqual([COUNT]);
    knex.removeListener('query', note);
    await store.delete(inserted.id);
  });

  it('leads on when all that was before is gone', async () => {
    const before = await appears('AA');
    const second = await store.list({
      limit: 1,
      cursor: (await store.list({ limit: 1 })).pageInfo.nextCursor,
    });
    await store.delete(before.id);
    const empty = await store.list({
      limit: 1,
      cursor: second.pageInfo.prevCursor,
    });
    expect(empty.items).toEqual([]);
    expect(empty.pageInfo).toEqual({ nextCursor: expect.any(String) });
    const on = await store.list({
      limit: 1,
      cursor: empty.pageInfo.nextCursor,
    });
    expect(idsOf(on.items)).toEqual(idsOf(all.slice(0, 1)));
  });

  it('leads back when all that was behind is gone', async () => {
    const last = (await walk({ limit: 50 }, undefined)).pages.at(-1)!;
    const behind = await appears('zz');
    const pages = await store.list({ limit: COUNT });
    await store.delete(behind.id);
    const empty = await store.list({
      limit: COUNT,
      cursor: pages.pageInfo.nextCursor,
    });
    expect(empty.items).toEqual([]);
    expect(empty.pageInfo).toEqual({ prevCursor: expect.any(String) });
    const back = await store.list({
      limit: 50,
      cursor: empty.pageInfo.prevCursor,
    });
    // The mapping that led to the empty page is one of them.
    expect(idsOf(back.items)).toEqual(idsOf(last));
  });

  it('refuses what is no cursor of the query, and no order', async () => {
    const { pageInfo } = await store.list({ limit: 1, status: ['trusted'] });
    const cursor = pageInfo.nextCursor!;
    const cases: Array<[MappingQuery, RegExp]> = [
      [{ cursor }, /of another query/],
      [
        { cursor, status: ['trusted'], orderField: 'status' },
        /of another query/,
      ],
      [{ cursor: 'x' }, /not one that this API/],
      [{ orderField: 'report' }, /can't be ordered by/],
      [{ orderField: 'status,up' }, /can't be ordered by/],
    ];
    for (const [query, message] of cases) {
      await expect(store.list({ limit: 1, ...query })).rejects.toThrow(message);
    }
  });
});

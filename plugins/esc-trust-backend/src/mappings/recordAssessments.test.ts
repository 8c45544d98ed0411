import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  assessTrust,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { openDatabase } from '../database';
import { DatabaseMappingStore } from './DatabaseMappingStore';
import { AssessmentRecord, AssessmentUpdate } from './MappingStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ACCOUNT = '222222222222';

const idOf = (index: number) => `${index}`.padStart(36, '0');
const environmentOf = (index: number) => ({
  organization: 'acme',
  project: 'payments',
  name: `environment-${index}`,
});

/** What reports differ in; the first is of a login that nobody has read yet. */
const KINDS = [
  { status: 'unknown', access: 'unknown', verdict: 'undecided', codes: [] },
  {
    status: 'untrusted',
    access: 'fails',
    verdict: 'intended',
    codes: ['subject-mismatch', 'audience-mismatch'],
  },
  { status: 'trusted', access: 'works', verdict: 'intended', codes: [] },
  {
    status: 'trusted',
    access: 'works',
    verdict: 'intended',
    codes: ['audience-mismatch', 'audience-mismatch'],
  },
] as const;

function reportOf(mapping: number, kind: number): TrustReport {
  const { status, access, verdict, codes } = KINDS[kind];
  return {
    ...assessTrust({ environment: environmentOf(mapping) }),
    status,
    access,
    exposure: { verdict, witnesses: [] },
    findings: codes.map(code => ({
      code,
      severity: 'warning',
      message: code,
      fingerprint: `print-of-${code}`,
    })),
  };
}

interface Change {
  mapping: number;
  report: number;
  role: number | null;
  isStale: boolean;
}

function recordOf({
  mapping,
  report,
  role,
  isStale,
}: Change): AssessmentRecord {
  const update: AssessmentUpdate = {
    trust: reportOf(mapping, report),
    ...(role === null
      ? {}
      : {
          roleArn: `arn:aws:iam::${ACCOUNT}:role/role-${role}`,
          accountId: ACCOUNT,
        }),
    ...(isStale
      ? {
          stale: {
            since: '2026-01-01T00:00:00.000Z',
            reason: 'It is down',
            source: `account:${ACCOUNT}`,
          },
        }
      : {}),
  };
  return { id: idOf(mapping), update };
}

async function fill(store: DatabaseMappingStore, count: number) {
  for (let index = 0; index < count; index++) {
    await store.insert({
      id: idOf(index),
      environment: environmentOf(index),
      loginPath: 'aws.login',
      ownerRef: 'group:default/payments-team',
      entityRefs: ['component:default/payments'],
      source: 'registered',
      trust: reportOf(index, 0),
      createdBy: 'user:default/guest',
    });
  }
}

/** All that stands there of mappings, without the numbers of the entries. */
async function stored(knex: Knex) {
  const history = await knex('esc_trust_history').orderBy('id');
  return {
    mappings: await knex('esc_trust_mappings').orderBy('id'),
    entities: await knex('esc_trust_mapping_entities').orderBy('mapping_id'),
    terms: await knex('esc_trust_search_terms').orderBy(['mapping_id', 'term']),
    findings: await knex('esc_trust_findings').orderBy([
      'mapping_id',
      'fingerprint',
    ]),
    history: history.map(({ id: _, ...entry }) => entry),
  };
}

describe.each(databases.eachSupportedId())('assessments on %p', id => {
  async function open(now?: () => Date) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    return { knex, store: new DatabaseMappingStore({ knex, now }) };
  }

  it('leave the same rows one by one and all at once', async () => {
    let time = 0;
    const now = () => new Date(time);
    const single = await open(now);
    const bulk = await open(now);
    const count = 4;
    const seen = { entries: 0, repeated: 0 };

    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.record<Change>({
              // The last one isn't there.
              mapping: fc.nat(count),
              report: fc.nat(KINDS.length - 1),
              role: fc.option(fc.nat(1)),
              isStale: fc.boolean(),
            }),
            { maxLength: 8 },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async rounds => {
          time = Date.parse('2026-01-01T00:00:00.000Z');
          for (const { knex, store } of [single, bulk]) {
            await knex('esc_trust_mappings').delete();
            await fill(store, count);
          }
          for (const round of rounds) {
            time += 60_000;
            const records = round.map(recordOf);
            for (const record of records) {
              await single.store.recordAssessment(record.id, record.update);
            }
            await bulk.store.recordAssessments(records);
            seen.repeated +=
              round.length - new Set(round.map(one => one.mapping)).size;
          }
          const rows = await stored(single.knex);
          expect(await stored(bulk.knex)).toEqual(rows);
          seen.entries += rows.history.length - count;
        },
      ),
      { numRuns: 60, seed: 1 },
    );
    expect(seen.entries).toBeGreaterThan(100);
    expect(seen.repeated).toBeGreaterThan(50);
  });

  it('take a few statements for many mappings, and write nothing again', async () => {
    const { knex, store } = await open();
    const count = 1_100;
    await fill(store, count);
    const records = Array.from({ length: count }, (_, mapping) =>
      recordOf({ mapping, report: 1, role: mapping % 7, isStale: false }),
    );
    const statements: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));

    await store.recordAssessments(records);
    expect(statements.length).toBeLessThan(100);
    const before = await stored(knex);
    expect(before.mappings.map(({ id: one, report }) => [one, report])).toEqual(
      records.map(({ id: one, update }) => [one, JSON.stringify(update.trust)]),
    );
    expect(before.history).toHaveLength(2 * count);

    statements.length = 0;
    await store.recordAssessments(records);
    expect(
      statements.filter(sql => /insert|update "|update `|delete/.test(sql)),
    ).toEqual([]);
    expect(await stored(knex)).toEqual(before);
  });

  it('count each change once when two are written at the same time', async () => {
    const { knex, store } = await open();
    const count = 20;
    await fill(store, count);
    const rounds = 20;
    for (let round = 0; round < rounds; round++) {
      const records = Array.from({ length: count }, (_, mapping) =>
        recordOf({ mapping, report: 1 + (round % 2), role: 0, isStale: false }),
      );
      await Promise.all([
        store.recordAssessments(records),
        store.recordAssessments([...records].reverse()),
      ]);
    }
    const { history } = await stored(knex);
    expect(history).toHaveLength(count * (1 + rounds));
  });
});

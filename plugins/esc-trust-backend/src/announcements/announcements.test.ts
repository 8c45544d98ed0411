import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  assessTrust,
  Mapping,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustStatusChangedEvent } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';
import { InstantClock } from '../__testUtils__/InstantClock';
import { KeptLog } from '../__testUtils__/KeptLog';
import { MappingHealth } from '../assessment/sources/MappingHealth';
import { openDatabase } from '../database';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';
import { MappingDraft } from '../mappings/MappingStore';
import { Announcer } from './Announcer';
import { noMetrics } from '../metrics/Metrics';
import { forgetHistory } from './forgetHistory';
import { scheduleAnnouncements } from './scheduleAnnouncements';
import { ANNOUNCE_CLAIM_MS, claimChanges } from './statusChanges';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const QUIET_MS = 900_000;
const ACCOUNT = '111111111111';

describe.each(databases.eachSupportedId())('announcements on %p', id => {
  let knex: Knex;
  let clock: InstantClock;
  let log: KeptLog;
  let mappings: DatabaseMappingStore;
  let published: EscTrustStatusChangedEvent[];
  let sent: NotificationSendOptions[];
  let trouble: { publish?: Error; send?: Error };
  let whileSending: (() => Promise<void>) | undefined;
  let announcer: Announcer;

  function startReplica(notifications = {}): Announcer {
    return new Announcer({
      knex,
      config: {
        notifications: {
          enabled: true,
          statuses: ['untrusted', 'over-permissive', 'unknown'],
          quietMs: QUIET_MS,
          ...notifications,
        },
      },
      events: {
        publish: async ({ topic, eventPayload }) => {
          if (trouble.publish) {
            throw trouble.publish;
          }
          expect(topic).toBe('esc-trust.status-changed');
          published.push(eventPayload as EscTrustStatusChangedEvent);
        },
        subscribe: async () => {},
      },
      notifications: {
        send: async options => {
          if (trouble.send) {
            throw trouble.send;
          }
          sent.push(options);
          await whileSending?.();
        },
      },
      clock,
      logger: log.logger,
    });
  }

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    for (const table of ['esc_trust_mapping_entities', 'esc_trust_mappings']) {
      await knex(table).delete();
    }
    clock = new InstantClock();
    log = new KeptLog();
    mappings = new DatabaseMappingStore({ knex, now: () => clock.now() });
    published = [];
    sent = [];
    trouble = {};
    whileSending = undefined;
    announcer = startReplica();
  });

  const report = (status: TrustStatus) => ({
    ...assessTrust({
      environment: { organization: 'acme', project: 'payments', name: 'prod' },
      issuer: 'https://api.pulumi.com/oidc',
    }),
    status,
  });

  async function insert(
    draft: Partial<MappingDraft> = {},
    status: TrustStatus = 'trusted',
  ): Promise<Mapping> {
    return mappings.insert({
      environment: { organization: 'acme', project: 'payments', name: 'prod' },
      loginPath: 'aws.login',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/pulumi-esc/prod`,
      accountId: ACCOUNT,
      ownerRef: 'group:default/payments',
      entityRefs: ['component:default/api', 'component:default/batch'],
      source: 'registered',
      createdBy: 'user:default/guest',
      ...draft,
      trust: report(status),
    });
  }

  /** An assessment finds another status, and everybody is told. */
  async function becomes(mapping: Mapping, status: TrustStatus, tell = true) {
    const { roleArn, accountId } = mapping;
    const update = { roleArn, accountId, trust: report(status) };
    await mappings.recordAssessment(mapping.id, update);
    if (tell) {
      await announcer.run();
    }
  }

  const titles = () => sent.map(({ payload }) => payload.title);
  const unannounced = () =>
    knex('esc_trust_history').whereNotNull('announce_at');

  it('publish a change of status once, and nothing but the status', async () => {
    const mapping = await insert();
    await announcer.run();
    expect(published).toEqual([]);

    await becomes(mapping, 'untrusted');
    await announcer.run();
    expect(published).toEqual([
      {
        sequence: expect.any(Number),
        at: clock.now().toISOString(),
        statusBefore: 'trusted',
        status: 'untrusted',
        access: 'unknown',
        exposure: 'undecided',
        findings: [],
        mapping: {
          id: mapping.id,
          environment: mapping.environment,
          loginPath: 'aws.login',
          roleArn: mapping.roleArn,
          accountId: ACCOUNT,
          ownerRef: 'group:default/payments',
          source: 'registered',
        },
      },
    ]);
    // What isn't a change of status is history only.
    await mappings.recordAssessment(mapping.id, {
      roleArn: mapping.roleArn,
      accountId: ACCOUNT,
      trust: { ...report('untrusted'), access: 'fails' },
    });
    await announcer.run();
    expect(published).toHaveLength(1);
    expect(await unannounced()).toEqual([]);
  });

  it('say nothing of what is ignored, and to nobody of what nobody owns', async () => {
    const ignored = await insert();
    await knex('esc_trust_mappings').update({ ignored: true });
    const environment = { ...ignored.environment, name: 'found' };
    const found = await insert({
      environment,
      source: 'discovered',
      ownerRef: 'group:default/else',
    });
    const orphan = await insert({ loginPath: 'other', ownerRef: '' });
    for (const mapping of [ignored, found, orphan]) {
      await becomes(mapping, 'untrusted');
    }
    expect(published.map(({ mapping }) => mapping.id)).toEqual([
      found.id,
      orphan.id,
    ]);
    expect(sent).toEqual([]);
    expect(await knex('esc_trust_notices')).toEqual([]);
    expect(await unannounced()).toEqual([]);
  });

  it('are made by one replica each, however many there are', async () => {
    const mapping = await insert();
    for (let i = 0; i < 120; i++) {
      await becomes(mapping, i % 2 ? 'trusted' : 'untrusted', false);
    }
    await Promise.all([1, 2, 3].map(() => startReplica().run()));
    const sequences = published.map(({ sequence }) => sequence);
    expect(sequences).toHaveLength(120);
    expect(new Set(sequences).size).toBe(120);
    // It is what it was before.
    expect(titles()).toEqual([]);
  });

  it('outlive the replica that has begun', async () => {
    await becomes(await insert(), 'untrusted', false);
    const now = clock.now().getTime();
    expect(await claimChanges(knex, { now, limit: 10 })).toHaveLength(1);
    await announcer.run();
    expect(published).toEqual([]);
    clock.advance(ANNOUNCE_CLAIM_MS);
    await announcer.run();
    expect(published).toHaveLength(1);
  });

  it('wait for whoever takes them', async () => {
    const mapping = await insert();
    trouble.publish = new Error('events are away');
    await becomes(mapping, 'untrusted');
    await becomes(mapping, 'trusted');
    expect(await unannounced()).toHaveLength(2);
    trouble.publish = undefined;
    clock.advance(120_000);
    await announcer.run();
    expect(published.map(({ status }) => status)).toEqual([
      'untrusted',
      'trusted',
    ]);
    expect(JSON.stringify(log.lines)).toContain('events are away');
  });

  it.each([
    ['that no entity shows', []],
    ['whose entity has no tab for it', ['resource:default/bucket']],
  ])('lead to the page of a mapping %s', async (...row) => {
    const [, entityRefs] = row;
    const mapping = await insert({ entityRefs });
    await becomes(mapping, 'untrusted');
    expect(sent.map(({ payload }) => payload.link)).toEqual([
      `/esc-trust/mappings/${mapping.id}`,
    ]);
  });

  it('tell the owner what has happened, where, and in the place of what was told', async () => {
    const mapping = await insert();
    await becomes(mapping, 'over-permissive');
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/payments' },
        payload: {
          title: 'Not only acme/payments/prod can assume the AWS role prod',
          description: 'The status of its login aws.login is over-permissive.',
          severity: 'high',
          topic: 'esc-trust-status',
          scope: `mapping:${mapping.id}`,
          link: `/catalog/default/component/api/aws-trust?mapping=${mapping.id}`,
        },
      },
    ]);
    clock.advance(QUIET_MS);
    await becomes(mapping, 'trusted');
    expect(sent[1].payload).toMatchObject({
      title:
        'acme/payments/prod can assume the AWS role prod, and nothing else can',
      scope: `mapping:${mapping.id}`,
      severity: 'low',
    });
  });

  it('don’t tell an owner what comes and goes, but what it has come to', async () => {
    const mapping = await insert();
    await becomes(mapping, 'untrusted');
    for (const status of ['trusted', 'untrusted', 'trusted'] as const) {
      clock.advance(60_000);
      await becomes(mapping, status);
    }
    expect(titles()).toHaveLength(1);
    clock.advance(QUIET_MS);
    await announcer.run();
    expect(titles()).toEqual([
      'acme/payments/prod can’t assume the AWS role prod',
      'acme/payments/prod can assume the AWS role prod, and nothing else can',
    ]);
    // What is as it was told in the end isn't told again.
    clock.advance(QUIET_MS);
    await becomes(mapping, 'untrusted');
    expect(titles()).toHaveLength(3);
    await becomes(mapping, 'trusted');
    await becomes(mapping, 'untrusted');
    clock.advance(QUIET_MS);
    await announcer.run();
    clock.advance(QUIET_MS);
    await announcer.run();
    expect(titles()).toHaveLength(3);
    // Everybody else has heard of all of it.
    expect(published).toHaveLength(7);
  });

  it('tell an owner one thing at a time, whichever replica does', async () => {
    const mapping = await insert();
    whileSending = async () => {
      whileSending = undefined;
      announcer = startReplica();
      await becomes(mapping, 'over-permissive');
    };
    await becomes(mapping, 'untrusted');
    expect(titles()).toHaveLength(1);
    clock.advance(QUIET_MS);
    await announcer.run();
    expect(titles()[1]).toMatch(/^Not only/);
  });

  it('tell nobody that a mapping has become what it was meant to be', async () => {
    const mapping = await insert({}, 'unknown');
    await becomes(mapping, 'trusted');
    expect(sent).toEqual([]);
    await becomes(mapping, 'unknown');
    expect(titles()).toEqual([
      'It is not known whether only acme/payments/prod can assume the AWS role prod',
    ]);
  });

  it('tell no owner that a source can’t be read, nor that it can again', async () => {
    const mapping = await insert({}, 'untrusted');
    const health = new MappingHealth({
      clock,
      staleAfter: 1,
      frequencyMs: 600_000,
    });
    const source = { kind: 'account', name: ACCOUNT } as const;
    await knex.transaction(tx =>
      health.failed(tx, source, {
        since: clock.now().toISOString(),
        cycles: 1,
        reason: 'denied',
      }),
    );
    await announcer.run();
    expect(published).toMatchObject([
      { status: 'unknown', mapping: { staleSince: expect.any(String) } },
    ]);
    await knex.transaction(tx => health.healed(tx, source));
    await announcer.run();
    expect(published).toHaveLength(2);
    expect(sent).toEqual([]);
    await becomes(mapping, 'over-permissive');
    expect(titles()).toHaveLength(1);
  });

  it('try again when an owner can’t be told', async () => {
    const mapping = await insert();
    trouble.send = new Error('Request failed with status 500');
    await becomes(mapping, 'untrusted');
    trouble.send = undefined;
    await announcer.run();
    expect(sent).toEqual([]);
    clock.advance(60_000);
    await announcer.run();
    expect(titles()).toHaveLength(1);
  });

  it('leave owners alone while the portal has no notifications', async () => {
    const mapping = await insert();
    trouble.send = new Error(
      'Failed to send notifications: Error: Request failed with status 404',
    );
    await becomes(mapping, 'untrusted');
    const other = await insert({ loginPath: 'other' });
    await becomes(other, 'untrusted');
    await becomes(other, 'trusted');
    trouble.send = undefined;
    await announcer.run();
    expect(sent).toEqual([]);
    expect(published).toHaveLength(3);
    // What is the case by then, and not what was.
    clock.advance(600_000);
    await announcer.run();
    expect(titles()).toHaveLength(1);
    expect(
      log.lines.filter(line => `${line}`.includes('no notifications')),
    ).toHaveLength(1);
  });

  it('leave owners alone when that is configured', async () => {
    const mapping = await insert();
    announcer = startReplica({ enabled: false });
    await becomes(mapping, 'untrusted');
    announcer = startReplica({ statuses: ['over-permissive'] });
    await becomes(mapping, 'unknown');
    expect(sent).toEqual([]);
    await becomes(mapping, 'over-permissive');
    expect(titles()).toHaveLength(1);
  });

  it('go on with what is left after one is done with', async () => {
    const mapping = await insert();
    await becomes(mapping, 'untrusted', false);
    await mappings.delete(mapping.id);
    await announcer.run();
    expect([...published, ...sent]).toEqual([]);
  });

  it('forget once a day what is older than configured', async () => {
    const mapping = await insert();
    const statuses = async () =>
      (await mappings.readHistory(mapping.id, {})).items.map(
        ({ status }) => status,
      );
    const scheduler = mockServices.scheduler();
    const scheduled = await scheduleAnnouncements({
      knex,
      clock,
      scheduler,
      config: {
        history: { keepMs: 10_000 },
        notifications: { enabled: false, statuses: [], quietMs: 0 },
      },
      events: { publish: async () => {}, subscribe: async () => {} },
      notifications: { send: async () => {} },
      metrics: noMetrics,
      logger: log.logger,
    });
    await becomes(mapping, 'untrusted');
    clock.advance(9_999);
    await scheduler.triggerTask('forget-history');
    expect(await statuses()).toEqual(['untrusted', 'trusted']);
    clock.advance(2);
    await scheduler.triggerTask('forget-history');
    expect(await statuses()).toEqual(['untrusted']);
    await scheduled.stop();
  });

  it('forget what is old, but never what is', async () => {
    const mapping = await insert();
    const other = await insert({ loginPath: 'other' });
    for (const status of ['untrusted', 'trusted', 'untrusted'] as const) {
      clock.advance(1_000);
      await becomes(mapping, status);
    }
    const before = clock.now().toISOString();
    const statuses = async (mappingId: string) =>
      (await mappings.readHistory(mappingId, {})).items.map(
        ({ status }) => status,
      );
    expect(await forgetHistory(knex, before)).toBe(3);
    expect(await statuses(mapping.id)).toEqual(['untrusted']);
    expect(await statuses(other.id)).toEqual(['trusted']);
    clock.advance(1);
    const later = clock.now().toISOString();
    expect(await forgetHistory(knex, later)).toBe(0);
  });
});

import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { NotificationsConfig } from '../config/readEventsConfig';
import { Clock } from '../time/Clock';
import { decideNotice, NoticeDecision } from './decideNotice';
import { Notice } from './notice';

const NOTICES = 'esc_trust_notices';

/** Whoever hasn't sent a notice in this time has died. */
export const NOTICE_CLAIM_MS = 60_000;

interface NoticeRow {
  mapping_id: string;
  status: TrustStatus;
  /** PostgreSQL gives big numbers as text. */
  told_at: number | string | null;
  due_at: number | string | null;
}

type Change = Partial<Pick<NoticeRow, 'status' | 'due_at'>>;

interface DueRow extends NoticeRow {
  organization: string;
  project: string;
  name: string;
  login_path: string;
  role_name: string;
  owner_ref: string;
  source: string;
  ignored: boolean | number;
  current: TrustStatus;
  stale_since: string | null;
  entity_ref: string | null;
}

/** What owners know, and what they are still to be told. */
export class NoticeStore {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #rules: NotificationsConfig;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    rules: NotificationsConfig;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#rules = options.rules;
  }

  /**
   * Notes that there may be news for the owners of mappings.
   *
   * @param changes - in their order; what one was before is what its owner takes
   *   it to be who was never told anything
   */
  async consider(
    changes: Array<{
      mappingId: string;
      statusBefore: TrustStatus;
      status: TrustStatus;
    }>,
  ): Promise<void> {
    const now = this.#now();
    // Whoever is about to look will see it.
    const due_at = this.#knex.raw(
      `CASE WHEN ${NOTICES}.due_at > ? THEN ${NOTICES}.due_at ELSE ? END`,
      [now, now],
    );
    const worthTelling = changes.filter(({ status }) =>
      this.#rules.statuses.includes(status),
    );
    const rows = new Map<string, NoticeRow>();
    for (const { mappingId, statusBefore } of worthTelling) {
      rows.set(mappingId, {
        mapping_id: mappingId,
        status: rows.get(mappingId)?.status ?? statusBefore,
        told_at: null,
        due_at: now,
      });
    }
    if (rows.size > 0) {
      await this.#knex<NoticeRow>(NOTICES)
        .insert([...rows.values()])
        .onConflict('mapping_id')
        .merge({ due_at });
    }
    // Others matter to those only who were told something before.
    await this.#knex<NoticeRow>(NOTICES)
      .whereIn(
        'mapping_id',
        changes
          .map(({ mappingId }) => mappingId)
          .filter(mappingId => !rows.has(mappingId)),
      )
      .update({ due_at });
  }

  /**
   * Takes what is to be told now, and puts off or drops what isn't.
   *
   * @param limits - how many to look at, and how many to tell at most
   * @returns what to tell, and whether there is more to look at
   */
  async claimDue(limits: {
    seen: number;
    told: number;
  }): Promise<{ notices: Notice[]; more: boolean }> {
    const now = this.#now();
    return this.#knex.transaction(async tx => {
      const due = tx<NoticeRow>(NOTICES)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limits.seen);
      // Of SQLite there is one connection only.
      const isPostgres = tx.client.config.client === 'pg';
      const locked = await (isPostgres ? due.forUpdate().skipLocked() : due);
      const rows = await readDue(
        tx,
        locked.map(row => row.mapping_id),
      );
      const notices: Notice[] = [];
      const changes = new Map<string, { ids: string[]; to: Change }>();
      for (const row of rows) {
        const decision = this.#decide(row, now);
        const isToTell = decision === 'tell';
        if (isToTell && notices.length === limits.told) {
          continue;
        }
        if (isToTell) {
          notices.push(toNotice(row));
        }
        const to = columnsFor(decision, row, now);
        const key = JSON.stringify(to);
        const same = changes.get(key) ?? { ids: [], to };
        changes.set(key, same);
        same.ids.push(row.mapping_id);
      }
      for (const { ids, to } of changes.values()) {
        await tx<NoticeRow>(NOTICES).whereIn('mapping_id', ids).update(to);
      }
      return { notices, more: locked.length === limits.seen };
    });
  }

  /** The owner knows it: there may be more to tell after a while. */
  async told({ mappingId, status }: Notice): Promise<void> {
    const now = this.#now();
    await this.#knex<NoticeRow>(NOTICES)
      .where({ mapping_id: mappingId })
      .update({ status, told_at: now, due_at: now + this.#rules.quietMs });
  }

  /** The owner couldn't be told. */
  async failed({ mappingId }: Notice, againInMs: number): Promise<void> {
    await this.#knex<NoticeRow>(NOTICES)
      .where({ mapping_id: mappingId })
      .update({ due_at: this.#now() + againInMs });
  }

  #decide(row: DueRow, now: number): NoticeDecision {
    const decision = decideNotice(
      {
        known: row.status,
        toldAt: row.told_at === null ? undefined : Number(row.told_at),
        status: row.current,
        stale: row.stale_since !== null,
        now,
      },
      this.#rules,
    );
    const mayBeTold =
      row.owner_ref && row.source !== 'discovered' && !row.ignored;
    return decision === 'nothing' || mayBeTold ? decision : 'take-note';
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

/** What is noted with a decision. */
function columnsFor(
  decision: NoticeDecision,
  { current }: DueRow,
  now: number,
): Change {
  switch (decision) {
    case 'nothing':
      return { due_at: null };
    case 'take-note':
      return { status: current, due_at: null };
    case 'tell':
      return { due_at: now + NOTICE_CLAIM_MS };
    default:
      return { due_at: decision.later };
  }
}

async function readDue(
  tx: Knex.Transaction,
  mappingIds: string[],
): Promise<DueRow[]> {
  return tx(`${NOTICES} as notice`)
    .join('esc_trust_mappings as mapping', 'mapping.id', 'notice.mapping_id')
    .whereIn('notice.mapping_id', mappingIds)
    .orderBy('notice.due_at')
    .select(
      'notice.*',
      'mapping.organization',
      'mapping.project',
      'mapping.name',
      'mapping.login_path',
      'mapping.role_name',
      'mapping.owner_ref',
      'mapping.source',
      'mapping.ignored',
      'mapping.status as current',
      'mapping.stale_since',
      tx('esc_trust_mapping_entities')
        .where('mapping_id', tx.ref('mapping.id'))
        .min('entity_ref')
        .as('entity_ref'),
    );
}

function toNotice(row: DueRow): Notice {
  return {
    mappingId: row.mapping_id,
    environment: {
      organization: row.organization,
      project: row.project,
      name: row.name,
    },
    loginPath: row.login_path,
    roleName: row.role_name,
    ownerRef: row.owner_ref,
    ...(row.entity_ref ? { entityRef: row.entity_ref } : {}),
    status: row.current,
  };
}

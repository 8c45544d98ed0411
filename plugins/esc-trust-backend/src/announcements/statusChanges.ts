import { TrustReport } from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustStatusChangedEvent } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';

const HISTORY = 'esc_trust_history';
const MAPPINGS = 'esc_trust_mappings';

/** A claim ends after this time: its replica must have died. */
export const ANNOUNCE_CLAIM_MS = 120_000;

/** An entry of the history that isn't announced yet, and its mapping. */
export interface StatusChange {
  /** Of the entry. */
  id: number;
  /** Undefined when there is nothing to tell anybody. */
  event?: EscTrustStatusChangedEvent;
  /** Whether its owner may be told. */
  forOwner: boolean;
}

interface ChangeRow {
  /** PostgreSQL gives big numbers as text. */
  entry_id: number | string;
  at: string;
  status_before: TrustReport['status'] | null;
  changed_status: TrustReport['status'];
  changed_access: TrustReport['access'];
  changed_exposure: TrustReport['exposure']['verdict'];
  findings: string;
  id: string;
  organization: string;
  project: string;
  name: string;
  login_path: string;
  role_arn: string | null;
  account_id: string;
  owner_ref: string;
  source: EscTrustStatusChangedEvent['mapping']['source'];
  stale_since: string | null;
  ignored: boolean | number;
}

/** Takes changes that nobody has announced, the oldest first. */
export async function claimChanges(
  knex: Knex,
  options: { now: number; limit: number },
): Promise<StatusChange[]> {
  const { now, limit } = options;
  return knex.transaction(async tx => {
    const due = tx(HISTORY)
      .where('announce_at', '<=', now)
      .orderBy('id')
      .limit(limit)
      .select('id');
    // Of SQLite there is one connection only.
    const isPostgres = tx.client.config.client === 'pg';
    const entries = await (isPostgres ? due.forUpdate().skipLocked() : due);
    const ids = entries.map(({ id }) => id);
    await tx(HISTORY)
      .whereIn('id', ids)
      .update({ announce_at: now + ANNOUNCE_CLAIM_MS });
    const rows: ChangeRow[] = await tx(`${HISTORY} as entry`)
      .join(`${MAPPINGS} as mapping`, 'mapping.id', 'entry.mapping_id')
      .whereIn('entry.id', ids)
      .orderBy('entry.id')
      .select(
        'entry.id as entry_id',
        'entry.at',
        'entry.status_before',
        'entry.status as changed_status',
        'entry.access as changed_access',
        'entry.exposure as changed_exposure',
        'entry.findings',
        'mapping.id',
        'mapping.organization',
        'mapping.project',
        'mapping.name',
        'mapping.login_path',
        'mapping.role_arn',
        'mapping.account_id',
        'mapping.owner_ref',
        'mapping.source',
        'mapping.stale_since',
        'mapping.ignored',
      );
    return rows.map(toChange);
  });
}

/** Notes that changes are announced. */
export async function markAnnounced(
  knex: Knex,
  changes: StatusChange[],
): Promise<void> {
  await knex(HISTORY)
    .whereIn(
      'id',
      changes.map(({ id }) => id),
    )
    .update({ announce_at: null });
}

/** Gives changes back that could not be announced. */
export async function releaseChanges(
  knex: Knex,
  changes: StatusChange[],
  dueAt: number,
): Promise<void> {
  await knex(HISTORY)
    .whereIn(
      'id',
      changes.map(({ id }) => id),
    )
    .update({ announce_at: dueAt });
}

function toChange(row: ChangeRow): StatusChange {
  const id = Number(row.entry_id);
  const { status_before: statusBefore, changed_status: status } = row;
  // A first report is no change, and what is ignored is nobody's business.
  if (!statusBefore || statusBefore === status || row.ignored) {
    return { id, forOwner: false };
  }
  return {
    id,
    forOwner: Boolean(row.owner_ref) && row.source !== 'discovered',
    event: {
      sequence: id,
      at: row.at,
      statusBefore,
      status,
      access: row.changed_access,
      exposure: row.changed_exposure,
      findings: JSON.parse(row.findings),
      mapping: {
        id: row.id,
        environment: {
          organization: row.organization,
          project: row.project,
          name: row.name,
        },
        loginPath: row.login_path,
        ...(row.role_arn ? { roleArn: row.role_arn } : {}),
        ...(row.account_id ? { accountId: row.account_id } : {}),
        ...(row.owner_ref ? { ownerRef: row.owner_ref } : {}),
        source: row.source,
        ...(row.stale_since ? { staleSince: row.stale_since } : {}),
      },
    },
  };
}

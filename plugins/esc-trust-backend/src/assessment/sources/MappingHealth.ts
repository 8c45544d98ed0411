import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { SEVERITY } from '../../mappings/rows';
import { Clock } from '../../time/Clock';
import { sourceKey, SourceFailure, SourceKind, SourceRef } from './Source';

const MAPPINGS = 'esc_trust_mappings';
const SOURCES = 'esc_trust_sources';
const HISTORY = 'esc_trust_history';

/** The column by which a mapping belongs to a source of each kind. */
const COLUMNS: Record<SourceKind, string> = {
  account: 'account_id',
  organization: 'organization',
};

/**
 * What the health of a source means for its mappings: a statement or two for all
 * of them, and nothing is written in a cycle in which nothing is new.
 *
 * @remarks
 * A mapping whose source can't be read keeps its status for a while, marked
 * stale, and becomes unknown then, never untrusted. Its report stays stored as it
 * was: when the source is readable again, the mapping has its status back at once.
 *
 * What is assessed on demand meanwhile, because that much is readable, has the
 * status that was just read. The next failed read makes it stale again, and
 * unknown along with the others: it has no patience of its own.
 */
export class MappingHealth {
  readonly #clock: Clock;
  readonly #staleAfter: number;
  readonly #frequencyMs: number;

  constructor(options: {
    clock: Clock;
    /** Failed reads in a row until mappings become unknown. */
    staleAfter: number;
    /** Between two reads of a source. */
    frequencyMs: number;
  }) {
    this.#clock = options.clock;
    this.#staleAfter = options.staleAfter;
    this.#frequencyMs = options.frequencyMs;
  }

  /** The definition of one environment can't be read, though others can. */
  async unreadable(
    tx: Knex.Transaction,
    environment: EnvironmentRef,
    reason: string,
  ): Promise<void> {
    const { organization: name } = environment;
    const mappings = () => tx(MAPPINGS).where({ ...environment });
    await lock(tx, mappings());
    await mappings()
      .whereNull('stale_since')
      .update({
        stale_since: this.#now(),
        stale_reason: reason,
        stale_source: sourceKey({ kind: 'organization', name }),
        updated_at: this.#now(),
      });
    // As long as it takes a source that can't be read.
    const unknownSince = new Date(
      this.#clock.now().getTime() - this.#staleAfter * this.#frequencyMs,
    ).toISOString();
    await this.#makeUnknown(tx, () =>
      mappings().where('stale_since', '<=', unknownSince),
    );
  }

  /** A source has failed once more. */
  async failed(
    tx: Knex.Transaction,
    source: SourceRef,
    { since, cycles, reason }: SourceFailure,
  ): Promise<void> {
    const mappings = () =>
      tx(MAPPINGS).where({ [COLUMNS[source.kind]]: source.name });
    const isUnknown = cycles >= this.#staleAfter;
    const late = await mappings()
      .where(one => {
        one.whereNull('stale_since');
        if (isUnknown) {
          one.orWhereNot({ status: 'unknown' });
        }
      })
      .first('id');
    if (!late) {
      return;
    }
    await lock(tx, mappings());
    await mappings()
      .whereNull('stale_since')
      .update({
        // Those that were assessed or made since were known until now.
        stale_since: cycles === 1 ? since : this.#now(),
        stale_reason: reason,
        stale_source: sourceKey(source),
        updated_at: this.#now(),
      });
    if (isUnknown) {
      await this.#makeUnknown(tx, mappings);
    }
  }

  /**
   * A source that has failed is readable again. What the mapping's other source
   * lacks at the same time stays lacking.
   */
  async healed(tx: Knex.Transaction, source: SourceRef): Promise<void> {
    const kind = source.kind === 'account' ? 'organization' : 'account';
    const other = () =>
      tx(SOURCES)
        .where({ kind })
        .where('name', tx.ref(`${MAPPINGS}.${COLUMNS[kind]}`))
        .where('failed_cycles', '>', 0);
    const mappings = () =>
      tx(MAPPINGS).where({
        [COLUMNS[source.kind]]: source.name,
        stale_source: sourceKey(source),
      });
    // Those whose other source has made them unknown, too, stay so.
    const restorable = () =>
      mappings()
        .whereNotExists(other().where('failed_cycles', '>=', this.#staleAfter))
        .whereNot('status', reported(tx, 'status'));
    const restored = {
      status: reported(tx, 'status'),
      access: reported(tx, 'access'),
      exposure: reported(tx, 'exposure', 'verdict'),
    };
    await lock(tx, mappings());
    await this.#remember(tx, restorable(), restored);
    await restorable().update({ ...restored, severity: severityOf(tx) });
    await mappings().update({
      stale_since: other().select('failing_since'),
      stale_reason: other().select('reason'),
      stale_source: other().select(tx.raw(`kind || ':' || name`)),
      updated_at: this.#now(),
    });
  }

  /** Sources are configured no more: nobody will read them again. */
  async removed(
    tx: Knex.Transaction,
    kind: SourceKind,
    names: string[],
  ): Promise<void> {
    for (const name of names) {
      const mappings = () => tx(MAPPINGS).where({ [COLUMNS[kind]]: name });
      await lock(tx, mappings());
      await mappings().update({
        stale_since: this.#now(),
        stale_reason: `The ${kind} ${name} is not in escTrust.${kind}s any more`,
        stale_source: sourceKey({ kind, name }),
        updated_at: this.#now(),
      });
      await this.#makeUnknown(tx, mappings);
    }
  }

  async #makeUnknown(
    tx: Knex.Transaction,
    all: () => Knex.QueryBuilder,
  ): Promise<void> {
    const mappings = () => all().whereNot({ status: 'unknown' });
    const unknown = {
      status: 'unknown',
      access: 'unknown',
      exposure: 'undecided',
    };
    await this.#remember(tx, mappings(), unknown);
    await mappings().update({
      ...unknown,
      severity: SEVERITY.indexOf('unknown'),
      updated_at: this.#now(),
    });
  }

  /** Writes the history of mappings that are about to change. */
  async #remember(
    tx: Knex.Transaction,
    mappings: Knex.QueryBuilder,
    after: Record<'status' | 'access' | 'exposure', string | Knex.Raw>,
  ): Promise<void> {
    const findings = tx(`${HISTORY} as before`)
      .where('before.mapping_id', tx.ref(`${MAPPINGS}.id`))
      .orderBy('before.id', 'desc')
      .limit(1)
      .select('before.findings');
    await tx(
      tx.raw('?? (??, ??, ??, ??, ??, ??, ??)', [
        HISTORY,
        'mapping_id',
        'at',
        'status_before',
        'status',
        'access',
        'exposure',
        'findings',
      ]),
    ).insert(
      mappings.select(
        'id',
        tx.raw('?', [this.#now()]),
        'status',
        tx.raw('?', [after.status]),
        tx.raw('?', [after.access]),
        tx.raw('?', [after.exposure]),
        // The report is the same.
        tx.raw(`COALESCE((?), '[]')`, [findings]),
      ),
    );
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}

/** What the stored report says, in the words of the database. */
function reported(tx: Knex, ...path: string[]): Knex.Raw {
  return tx.client.config.client === 'pg'
    ? tx.raw(`report::json #>> '{${path.join(',')}}'`)
    : tx.raw(`json_extract(report, '$.${path.join('.')}')`);
}

/** The place of the stored report's status among all. */
function severityOf(tx: Knex): Knex.Raw {
  const cases = SEVERITY.map(
    (status, place) => `WHEN '${status}' THEN ${place}`,
  );
  return tx.raw(`CASE ? ${cases.join(' ')} END`, [reported(tx, 'status')]);
}

/**
 * Takes mappings in the order in which whoever writes reports does: those who
 * took each other's in another one would wait forever.
 */
async function lock(
  tx: Knex.Transaction,
  mappings: Knex.QueryBuilder,
): Promise<void> {
  await tx
    .count()
    .from(mappings.select('id').orderBy('id').forUpdate().as('locked'));
}

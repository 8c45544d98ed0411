import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Acceptance,
  EnvironmentRef,
  History,
  HistoryQuery,
  Mapping,
  MappingList,
  MappingQuery,
  Opening,
  stringifyEnvironmentRef,
  Summary,
  SummaryQuery,
  TrustReport,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { markForJudging } from '../assessment/state/markForJudging';
import { randomUUID } from 'node:crypto';
import {
  deleteAcceptance,
  deleteAcceptances,
  endExpired,
  writeAcceptance,
} from './acceptances';
import { writeAssessmentRows } from './assessmentRows';
import { readHistory } from './history';
import { listMappings } from './listing/listMappings';
import { Visible } from './listing/selectMappings';
import { summarize } from './listing/summarize';
import {
  AssessmentRecord,
  DiscoveredPair,
  AssessmentUpdate,
  IntendedClaims,
  MappingChanges,
  MappingDraft,
  MappingStore,
} from './MappingStore';
import { deleteDiscovered, insertDiscovered } from './discovered';
import { recordAssessments } from './recordAssessments';
import { RelatedRow, relatedColumns, toMappings } from './related';
import { assessmentColumns, MappingRow } from './rows';

const MAPPINGS = 'esc_trust_mappings';
const ENTITIES = 'esc_trust_mapping_entities';

/** Mappings in the plugin's database. */
export class DatabaseMappingStore implements MappingStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(options: { knex: Knex; now?: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
  }

  async list(query: MappingQuery, visible?: Visible): Promise<MappingList> {
    const { rows, ...page } = await listMappings(this.#knex, query, visible);
    return { items: await toMappings(this.#knex, rows), ...page };
  }

  async summarize(query: SummaryQuery, visible?: Visible): Promise<Summary> {
    return summarize(this.#knex, query, visible);
  }

  async readHistory(id: string, query: HistoryQuery): Promise<History> {
    return readHistory(this.#knex, id, query);
  }

  async get(id: string): Promise<Mapping | undefined> {
    return (await this.getMany([id]))[0];
  }

  async getMany(ids: string[]): Promise<Array<Mapping | undefined>> {
    const rows: RelatedRow[] = await this.#knex(MAPPINGS)
      .whereIn('id', ids)
      .select(`${MAPPINGS}.*`, ...relatedColumns(this.#knex));
    const mappings = await toMappings(this.#knex, rows);
    return ids.map(id => mappings.find(mapping => mapping.id === id));
  }

  async findByLogin(
    environment: EnvironmentRef,
    loginPath: string,
  ): Promise<Mapping | undefined> {
    const rows: RelatedRow[] = await this.#knex(MAPPINGS)
      .where({ ...environment, login_path: loginPath })
      .select(`${MAPPINGS}.*`, ...relatedColumns(this.#knex));
    return (await toMappings(this.#knex, rows))[0];
  }

  async insert(draft: MappingDraft): Promise<Mapping> {
    const id = draft.id ?? randomUUID();
    const now = this.#now().toISOString();
    try {
      await this.#knex.transaction(async tx => {
        await tx<MappingRow>(MAPPINGS).insert({
          id,
          ...draft.environment,
          login_path: draft.loginPath,
          owner_ref: lowered(draft.ownerRef),
          source: draft.source,
          consented_role_arn: draft.consentedRoleArn ?? null,
          ...assessmentColumns(draft),
          created_at: now,
          created_by: draft.createdBy,
          updated_at: now,
        });
        await insertEntities(tx, id, draft.entityRefs);
        await writeAssessmentRows(
          tx,
          [
            {
              row: { id, ...draft.environment },
              before: undefined,
              update: draft,
            },
          ],
          now,
        );
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          `The login ${draft.loginPath} of ${stringifyEnvironmentRef(
            draft.environment,
          )} is mapped already`,
        );
      }
      throw error;
    }
    return (await this.get(id))!;
  }

  async update(id: string, changes: MappingChanges): Promise<void> {
    const { ownerRef, source, consentedRoleArn, openings } = changes;
    await this.#knex.transaction(async tx => {
      await tx<MappingRow>(MAPPINGS)
        .where({ id })
        .update({
          // Knex leaves out what is undefined.
          owner_ref: ownerRef === undefined ? undefined : lowered(ownerRef),
          source,
          consented_role_arn: consentedRoleArn,
          openings: openings && openingsColumn(openings),
          ignored: changes.ignored,
          updated_at: this.#now().toISOString(),
        });
      if (changes.withdrawsAcceptances) {
        await deleteAcceptances(tx, id);
      }
      if (changes.entityRefs) {
        await tx(ENTITIES).where({ mapping_id: id }).delete();
        await insertEntities(tx, id, changes.entityRefs);
      }
    });
  }

  async recordAssessment(id: string, update: AssessmentUpdate): Promise<void> {
    await this.recordAssessments([{ id, update }]);
  }

  async recordAssessments(records: AssessmentRecord[]): Promise<void> {
    await recordAssessments(this.#knex, records, this.#now().toISOString());
  }

  async discover(pairs: DiscoveredPair[]): Promise<void> {
    await insertDiscovered(this.#knex, pairs, this.#now().toISOString());
  }

  async forgetDiscovered(ids: string[]): Promise<void> {
    await deleteDiscovered(this.#knex, ids);
  }

  async recordVerification(
    id: string,
    verification: Verification,
  ): Promise<void> {
    await this.#knex<MappingRow>(MAPPINGS)
      .where({ id })
      .update({ last_verified: JSON.stringify(verification) });
  }

  async delete(id: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      const [environment] = await tx<MappingRow>(MAPPINGS).where({ id });
      await tx(ENTITIES).where({ mapping_id: id }).delete();
      await tx(MAPPINGS).where({ id }).delete();
      if (environment) {
        // While its login is still there, somebody should know.
        await markForJudging(tx, [environment]);
      }
    });
  }

  async accept(id: string, acceptance: Acceptance): Promise<void> {
    await writeAcceptance(this.#knex, id, acceptance);
  }

  async withdraw(id: string, fingerprint: string): Promise<boolean> {
    return deleteAcceptance(this.#knex, id, fingerprint);
  }

  async endExpired(now: Date): Promise<string[]> {
    return endExpired(this.#knex, now);
  }

  async getConsent(id: string): Promise<string | undefined> {
    const row = await this.#knex<MappingRow>(MAPPINGS).where({ id }).first();
    return row?.consented_role_arn ?? undefined;
  }

  async listIntendedEnvironments(
    roleArn: string,
  ): Promise<Array<EnvironmentRef & { ownerRef: string; mappingId: string }>> {
    const rows = await this.#knex<MappingRow>(MAPPINGS)
      .where({ consented_role_arn: roleArn })
      .select('id', 'organization', 'project', 'name', 'owner_ref');
    return rows.map(({ id, owner_ref, ...environment }) => ({
      ...environment,
      ownerRef: owner_ref ?? '',
      mappingId: id,
    }));
  }

  async listIntendedClaims(roleArn: string): Promise<IntendedClaims[]> {
    const rows = await this.#knex<MappingRow>(MAPPINGS)
      .where({ consented_role_arn: roleArn })
      .select('organization', 'project', 'name', 'owner_ref', 'report');
    return rows.map(({ report, owner_ref, ...environment }) => ({
      environment,
      ownerRef: owner_ref ?? '',
      claims: (JSON.parse(report) as TrustReport).openings,
    }));
  }
}

function openingsColumn(openings: Opening[]): string | null {
  return openings.length > 0 ? JSON.stringify(openings) : null;
}

function lowered(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

async function insertEntities(
  tx: Knex.Transaction,
  mappingId: string,
  entityRefs: string[],
): Promise<void> {
  const rows = [...new Set(entityRefs)].map(entity_ref => ({
    mapping_id: mappingId,
    entity_ref,
  }));
  if (rows.length > 0) {
    await tx(ENTITIES).insert(rows);
  }
}

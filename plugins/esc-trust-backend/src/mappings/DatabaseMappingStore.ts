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
  stringifyEnvironmentRef,
  Summary,
  SummaryQuery,
  TrustReport,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  deleteAcceptance,
  listExpired,
  readAcceptances,
  writeAcceptance,
} from './acceptances';
import { writeAssessmentRows } from './assessmentRows';
import { readHistory } from './history';
import { listMappings } from './listing/listMappings';
import { Visible } from './listing/selectMappings';
import { summarize } from './listing/summarize';
import {
  AssessmentUpdate,
  IntendedClaims,
  MappingChanges,
  MappingDraft,
  MappingStore,
} from './MappingStore';
import { assessmentColumns, MappingRow, toMapping } from './rows';

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
    return { items: await this.#withEntities(rows), ...page };
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
    const rows = await this.#knex<MappingRow>(MAPPINGS).whereIn('id', ids);
    const mappings = await this.#withEntities(rows);
    return ids.map(id => mappings.find(mapping => mapping.id === id));
  }

  async findByLogin(
    environment: EnvironmentRef,
    loginPath: string,
  ): Promise<Mapping | undefined> {
    const rows = await this.#knex<MappingRow>(MAPPINGS).where({
      ...environment,
      login_path: loginPath,
    });
    return (await this.#withEntities(rows))[0];
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
          { id, ...draft.environment },
          { update: draft, before: undefined, at: now },
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
    await this.#knex.transaction(async tx => {
      await tx<MappingRow>(MAPPINGS)
        .where({ id })
        .update({
          owner_ref: lowered(changes.ownerRef),
          source: changes.source,
          consented_role_arn: changes.consentedRoleArn ?? null,
          updated_at: this.#now().toISOString(),
        });
      await tx(ENTITIES).where({ mapping_id: id }).delete();
      await insertEntities(tx, id, changes.entityRefs);
    });
  }

  async recordAssessment(id: string, update: AssessmentUpdate): Promise<void> {
    const columns = assessmentColumns(update);
    const at = this.#now().toISOString();
    await this.#knex.transaction(async tx => {
      const before = await tx<MappingRow>(MAPPINGS)
        .where({ id })
        // Two reports at once would each take the other's for the one before.
        .forUpdate()
        .first();
      const changed =
        before &&
        Object.entries(columns).some(
          ([column, value]) => before[column as keyof MappingRow] !== value,
        );
      if (changed) {
        await tx<MappingRow>(MAPPINGS)
          .where({ id })
          .update({ ...columns, updated_at: at });
        await writeAssessmentRows(tx, before, { update, before, at });
      }
    });
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
      await tx(ENTITIES).where({ mapping_id: id }).delete();
      await tx(MAPPINGS).where({ id }).delete();
    });
  }

  async accept(id: string, acceptance: Acceptance): Promise<void> {
    await writeAcceptance(this.#knex, id, acceptance);
  }

  async withdraw(id: string, fingerprint: string): Promise<boolean> {
    return deleteAcceptance(this.#knex, id, fingerprint);
  }

  async listExpired(now: Date, limit: number) {
    return listExpired(this.#knex, now, limit);
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

  async #withEntities(rows: MappingRow[]): Promise<Mapping[]> {
    const ids = rows.map(row => row.id);
    const entities: Array<{ mapping_id: string; entity_ref: string }> =
      await this.#knex(ENTITIES)
        .whereIn('mapping_id', ids)
        .orderBy('entity_ref');
    const acceptances = await readAcceptances(this.#knex, ids);
    return rows.map(row =>
      toMapping(row, {
        entityRefs: entities
          .filter(entity => entity.mapping_id === row.id)
          .map(entity => entity.entity_ref),
        acceptances: acceptances.get(row.id),
      }),
    );
  }
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

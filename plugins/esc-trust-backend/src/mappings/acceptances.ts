import {
  Acceptance,
  EnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { markForJudging } from '../assessment/state/markForJudging';

const ACCEPTANCES = 'esc_trust_acceptances';

/** In one transaction; those of one mapping end together. */
const MOST_AT_ONCE = 500;

interface AcceptanceRow {
  mapping_id: string;
  fingerprint: string;
  reason: string;
  until: string;
  accepted_at: string;
  accepted_by: string;
}

/** The findings that are accepted at a time: an expired acceptance is none. */
export function acceptedFingerprints(
  mapping: { acceptances?: Acceptance[] },
  now: Date,
): string[] {
  return (mapping.acceptances ?? [])
    .filter(({ until }) => Date.parse(until) > now.getTime())
    .map(({ fingerprint }) => fingerprint);
}

/** Stores an acceptance; one of the same finding is replaced. */
export async function writeAcceptance(
  knex: Knex,
  mappingId: string,
  acceptance: Acceptance,
): Promise<void> {
  const { fingerprint, reason, until, acceptedAt, acceptedBy } = acceptance;
  await knex<AcceptanceRow>(ACCEPTANCES)
    .insert({
      mapping_id: mappingId,
      fingerprint,
      reason,
      until,
      accepted_at: acceptedAt,
      accepted_by: acceptedBy,
    })
    .onConflict(['mapping_id', 'fingerprint'])
    .merge(['reason', 'until', 'accepted_at', 'accepted_by']);
}

/** @returns whether there was one */
export async function deleteAcceptance(
  knex: Knex,
  mappingId: string,
  fingerprint: string,
): Promise<boolean> {
  const deleted = await knex(ACCEPTANCES)
    .where({ mapping_id: mappingId, fingerprint })
    .delete();
  return deleted > 0;
}

/** Withdraws everything that is accepted of a mapping. */
export async function deleteAcceptances(
  knex: Knex,
  mappingId: string,
): Promise<void> {
  await knex(ACCEPTANCES).where({ mapping_id: mappingId }).delete();
}

/** Of some mappings, by mapping; in the order of their fingerprints. */
export async function readAcceptances(
  knex: Knex,
  mappingIds: string[],
): Promise<Map<string, Acceptance[]>> {
  const rows = await knex<AcceptanceRow>(ACCEPTANCES)
    .whereIn('mapping_id', mappingIds)
    .orderBy(['mapping_id', 'fingerprint']);
  const byMapping = new Map<string, Acceptance[]>();
  for (const row of rows) {
    const { fingerprint, reason, until } = row;
    const acceptances = byMapping.get(row.mapping_id) ?? [];
    acceptances.push({
      fingerprint,
      reason,
      until,
      acceptedAt: row.accepted_at,
      acceptedBy: row.accepted_by,
    });
    byMapping.set(row.mapping_id, acceptances);
  }
  return byMapping;
}

/**
 * Forgets acceptances that have expired, and has their mappings judged again: by
 * what is stored, as no policy has changed. One that is renewed meanwhile stays.
 *
 * @returns the organizations of those mappings
 */
export async function endExpired(knex: Knex, now: Date): Promise<string[]> {
  const organizations = new Set<string>();
  for (;;) {
    const environments = await knex.transaction(tx => endSome(tx, now));
    environments.forEach(({ organization }) => organizations.add(organization));
    if (environments.length === 0) {
      return [...organizations];
    }
  }
}

async function endSome(
  tx: Knex.Transaction,
  now: Date,
): Promise<EnvironmentRef[]> {
  const isOver = tx<AcceptanceRow>(ACCEPTANCES).where(
    'until',
    '<=',
    now.toISOString(),
  );
  const mappingIds = await isOver
    .clone()
    .orderBy('until')
    .limit(MOST_AT_ONCE)
    .pluck('mapping_id');
  // Some may have been renewed by now.
  await isOver.clone().whereIn('mapping_id', mappingIds).delete();
  const environments: EnvironmentRef[] = await tx('esc_trust_mappings')
    .whereIn('id', mappingIds)
    .select('organization', 'project', 'name');
  await markForJudging(tx, environments);
  return environments;
}

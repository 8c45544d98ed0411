import { Acceptance } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';

const ACCEPTANCES = 'esc_trust_acceptances';

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
 * Acceptances that have expired, the earliest first. Those of mappings that can't
 * be read are left out: they would stay, and keep the others waiting.
 */
export async function listExpired(
  knex: Knex,
  now: Date,
  limit: number,
): Promise<Array<{ mappingId: string; fingerprint: string }>> {
  const rows = await knex<AcceptanceRow>(ACCEPTANCES)
    .where('until', '<=', now.toISOString())
    .whereIn('mapping_id', mappings =>
      mappings.select('id').from('esc_trust_mappings').whereNull('stale_since'),
    )
    .orderBy('until')
    .limit(limit)
    .select('mapping_id', 'fingerprint');
  return rows.map(row => ({
    mappingId: row.mapping_id,
    fingerprint: row.fingerprint,
  }));
}

import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { chunks } from '../../chunks';
import { EnvironmentRow, pathOf } from './environmentRows';

const ENVIRONMENTS = 'esc_trust_environments';

/** In `stacks_read_at`: somebody wants to know, nobody has asked yet. */
export const STACKS_WANTED = -1;

/**
 * Marks environments, so that somebody judges their mappings; those that nobody
 * has ever read are marked when they are.
 */
export async function markForJudging(
  knex: Knex,
  environments: EnvironmentRef[],
): Promise<void> {
  const byOrganization = new Map<string, Set<string>>();
  for (const environment of environments) {
    const { organization } = environment;
    const paths = byOrganization.get(organization) ?? new Set();
    byOrganization.set(organization, paths.add(pathOf(environment)));
  }
  for (const [organization, paths] of byOrganization) {
    for (const some of chunks([...paths])) {
      await markPaths(knex, organization, some);
    }
  }
}

/**
 * Marks environments of one organization, and writes what else has become of
 * them.
 */
export async function markPaths(
  knex: Knex,
  organization: string,
  paths: string[],
  also: Record<string, unknown> = {},
): Promise<void> {
  await knex<EnvironmentRow>(ENVIRONMENTS)
    .where({ organization })
    .whereIn(
      'path',
      // Whoever locks the same rows in another order would wait forever.
      knex<EnvironmentRow>(ENVIRONMENTS)
        .where({ organization })
        .whereIn('path', paths)
        .orderBy('path')
        .forUpdate()
        .select('path'),
    )
    .update({ ...also, unjudged: randomUUID() });
}

/** Marks environments whose definitions were read later than a report's. */
export async function markReadSince(
  knex: Knex,
  reports: Array<{ environment: EnvironmentRef; readAt: number }>,
): Promise<void> {
  for (const { environment, readAt } of reports) {
    await knex<EnvironmentRow>(ENVIRONMENTS)
      .where({
        organization: environment.organization,
        path: pathOf(environment),
      })
      .where('read_at', '>', readAt)
      .update({ unjudged: randomUUID() });
  }
}

import {
  EnvironmentRef,
  Opening,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { StackReferrer } from '../../pulumi/PulumiCloud';
import { chunks } from '../../chunks';
import {
  EnvironmentRow,
  pathOf,
  StoredEnvironment,
  toStoredEnvironment,
} from './environmentRows';
import { importedBy } from './importGraph';
import { markForJudging, markPaths, STACKS_WANTED } from './markForJudging';
import { EnvironmentRead, recordEnvironments } from './recordEnvironments';

const ENVIRONMENTS = 'esc_trust_environments';
const IMPORTS = 'esc_trust_environment_imports';
const SOURCES = 'esc_trust_sources';

/**
 * The last known state of environments.
 *
 * @remarks
 * A change stays marked until the mappings that it concerns have been judged:
 * those of the environment, and of what it imports, which it opens. Whoever dies
 * in between leaves the mark to the next one.
 */
export class EnvironmentState {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** By `organization/project/name`; those never read are absent. */
  async get(
    environments: EnvironmentRef[],
  ): Promise<Map<string, StoredEnvironment>> {
    const found = new Map<string, StoredEnvironment>();
    const organizations = new Set(environments.map(e => e.organization));
    for (const organization of organizations) {
      const paths = environments
        .filter(one => one.organization === organization)
        .map(pathOf);
      for (const some of chunks([...new Set(paths)])) {
        const rows = await this.#knex<EnvironmentRow>(ENVIRONMENTS)
          .where({ organization })
          .whereIn('path', some);
        for (const row of rows) {
          found.set(`${organization}/${row.path}`, toStoredEnvironment(row));
        }
      }
    }
    return found;
  }

  /** What the list said when each of these was read, by path. */
  async lastListed(
    organization: string,
    paths: string[],
  ): Promise<Map<string, { modified: string; isGone: boolean }>> {
    const rows = await this.#knex<EnvironmentRow>(ENVIRONMENTS)
      .where({ organization })
      .whereIn('path', paths)
      .select('path', 'modified', 'gone');
    return new Map(
      rows.map(({ path, modified, gone }) => [
        path,
        { modified, isGone: Boolean(gone) },
      ]),
    );
  }

  /** Those whose definitions were there, the last read first. */
  async lastReadPaths(organization: string, limit: number): Promise<string[]> {
    return this.#knex<EnvironmentRow>(ENVIRONMENTS)
      .where({ organization, gone: false })
      .orderBy([{ column: 'read_at', order: 'desc' }, 'path'])
      .limit(limit)
      .pluck('path');
  }

  /** The next ones in the order of their paths, whatever has become of them. */
  async pathsAfter(
    organization: string,
    after: string,
    limit: number,
  ): Promise<Array<{ path: string; isGone: boolean }>> {
    const rows = await this.#knex<EnvironmentRow>(ENVIRONMENTS)
      .where({ organization })
      .where('path', '>', after)
      .orderBy('path')
      .limit(limit)
      .select('path', 'gone');
    return rows.map(({ path, gone }) => ({ path, isGone: Boolean(gone) }));
  }

  /** Notes what a read of one definition has found. */
  async recordOne(read: EnvironmentRead): Promise<void> {
    await this.#knex.transaction(async tx => {
      const { organization } = read.environment;
      // Those who write about one organization wait for each other.
      await tx(SOURCES)
        .where({ kind: 'organization', name: organization })
        .forUpdate()
        .select('name');
      await recordEnvironments(tx, organization, [read]);
    });
  }

  /** Marks environments by themselves, as when one of their roles has changed. */
  async markForJudging(environments: EnvironmentRef[]): Promise<void> {
    await markForJudging(this.#knex, environments);
  }

  /** Environments whose mappings are to be judged, in the order of their paths. */
  async unjudged(
    organization: string,
    options: { after: string; limit: number; paths?: string[] },
  ): Promise<StoredEnvironment[]> {
    const { after, limit, paths } = options;
    const marked = this.#knex<EnvironmentRow>(ENVIRONMENTS)
      .where({ organization })
      .where('path', '>', after)
      // As the partial index says it.
      .whereRaw(`unjudged <> ''`)
      .orderBy('path')
      .limit(limit);
    const rows = await (paths ? marked.whereIn('path', paths) : marked);
    return rows.map(toStoredEnvironment);
  }

  /** Notes through what an environment is opened. */
  async recordOpenings(
    environment: EnvironmentRef,
    byLoginPath: Record<string, Opening[]>,
  ): Promise<void> {
    await this.#row(environment).update({
      openings: JSON.stringify(byLoginPath),
    });
  }

  /** Notes that mappings have been judged; a change that came since stays. */
  async settle(judged: StoredEnvironment[]): Promise<void> {
    const byChange = new Map<string, StoredEnvironment[]>();
    for (const one of judged) {
      const { organization } = one.environment;
      const key = JSON.stringify([organization, one.unjudged]);
      byChange.set(key, [...(byChange.get(key) ?? []), one]);
    }
    for (const some of byChange.values()) {
      const [{ environment, unjudged }] = some;
      await this.#knex<EnvironmentRow>(ENVIRONMENTS)
        .where({ organization: environment.organization, unjudged })
        .whereIn(
          'path',
          some.map(one => pathOf(one.environment)),
        )
        .update({ unjudged: '' });
    }
  }

  /** Notes of which environments it matters whether a stack lists them. */
  async wantStacks(environments: EnvironmentRef[]): Promise<void> {
    for (const environment of environments) {
      await this.#row(environment)
        .whereNull('stacks')
        // Those that were asked for in vain keep their place.
        .where({ stacks_read_at: 0 })
        .update({ stacks_read_at: STACKS_WANTED });
    }
  }

  /**
   * Leaves it open which stacks list an environment: it was asked for in vain.
   *
   * @param due - its place among those that are still wanted
   */
  async postponeStacks(
    environment: EnvironmentRef,
    due: number,
  ): Promise<void> {
    await this.#row(environment).update({ stacks_read_at: due });
  }

  /**
   * Forgets which stacks list an environment, and marks what it opens: somebody
   * may have judged that by them just now.
   */
  async forgetStacks(environment: EnvironmentRef): Promise<void> {
    const { organization } = environment;
    const path = pathOf(environment);
    await this.#knex.transaction(async tx => {
      const opened = await importedBy(tx, organization, [path]);
      for (const some of chunks(opened)) {
        await markPaths(tx, organization, some);
      }
      await tx<EnvironmentRow>(ENVIRONMENTS)
        .where({ organization, path })
        .update({ stacks: null, stacks_read_at: 0 });
    });
  }

  /**
   * Notes which stacks list an environment, and marks what it opens when that
   * makes a difference.
   */
  async recordStacks(
    { environment, stacks: before = [] }: StoredEnvironment,
    stacks: StackReferrer[],
    readAt: number,
  ): Promise<void> {
    const { organization } = environment;
    const isSame = before.length > 0 === stacks.length > 0;
    await this.#knex.transaction(async tx => {
      const opened = isSame
        ? []
        : await importedBy(tx, organization, [pathOf(environment)]);
      await markPaths(tx, organization, opened);
      await tx<EnvironmentRow>(ENVIRONMENTS)
        .where({ organization, path: pathOf(environment) })
        .update({ stacks: JSON.stringify(stacks), stacks_read_at: readAt });
    });
  }

  /** Those whose stacks somebody wants to know, or wanted but not since then. */
  async stacksReadBefore(
    organization: string,
    before: number,
    limit: number,
  ): Promise<StoredEnvironment[]> {
    const rows = await this.#knex<EnvironmentRow>(ENVIRONMENTS)
      .where({ organization, gone: false })
      .whereRaw('stacks_read_at <> 0')
      .where('stacks_read_at', '<', before)
      .orderBy('stacks_read_at')
      .limit(limit);
    return rows.map(toStoredEnvironment);
  }

  /** Forgets environments that are gone and that no mapping names any more. */
  async deleteGone(organization: string, paths: string[]): Promise<void> {
    for (const some of chunks(paths)) {
      await this.#knex(ENVIRONMENTS)
        .where({ organization, gone: true })
        .whereIn('path', some)
        .delete();
    }
  }

  /** Forgets whole organizations. */
  async forget(tx: Knex.Transaction, organizations: string[]): Promise<void> {
    for (const table of [IMPORTS, ENVIRONMENTS]) {
      await tx(table).whereIn('organization', organizations).delete();
    }
  }

  #row({ organization, ...environment }: EnvironmentRef) {
    return this.#knex<EnvironmentRow>(ENVIRONMENTS).where({
      organization,
      path: pathOf({ organization, ...environment }),
    });
  }
}

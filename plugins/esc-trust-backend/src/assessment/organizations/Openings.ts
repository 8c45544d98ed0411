import {
  EnvironmentRef,
  Opening,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
import { openingsInUse } from '../judging/openingsInUse';
import { pathOf, StoredEnvironment } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { importedAmong, importersOf } from '../state/importGraph';
import { issuerOf } from '../trustReportOf';

/** What finding out about openings takes. */
export interface OpeningsOptions {
  knex: Knex;
  config: Pick<EscTrustConfig, 'organizations'>;
  pulumi: PulumiCloud;
  environments: EnvironmentState;
  clock: Clock;
}

/** Finds out through what environments are opened, besides directly. */
export class Openings {
  readonly #options: OpeningsOptions;

  constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  /** Those that are opened otherwise than directly, or were until now. */
  async openedByOthers(
    organization: string,
    environments: StoredEnvironment[],
  ): Promise<StoredEnvironment[]> {
    const imported = await importedAmong(
      this.#options.knex,
      organization,
      environments.map(({ environment }) => pathOf(environment)),
    );
    return environments.filter(
      ({ environment, openings, stacks = [] }) =>
        openings || stacks.length > 0 || imported.has(pathOf(environment)),
    );
  }

  /** Of each login of an environment, by what is stored. */
  async inUse({
    environment,
    facts,
  }: Pick<StoredEnvironment, 'environment' | 'facts'>): Promise<
    Record<string, Opening[]>
  > {
    const { knex, config, environments } = this.#options;
    const importers = await importersOf(knex, environment);
    const roots = importers.known.map(({ root }) => root);
    const stored = await environments.get([environment, ...roots]);
    const issuer = issuerOf(config, environment);
    const isInStack = (one: EnvironmentRef) =>
      (stored.get(stringifyEnvironmentRef(one))?.stacks ?? []).length > 0;
    return Object.fromEntries(
      facts.logins.map(login => [
        login.path,
        openingsInUse(environment, login, { importers, isInStack, issuer }),
      ]),
    );
  }

  /**
   * Asks Pulumi Cloud which stacks list an environment, after those that import
   * it and were never asked for.
   *
   * @param most - calls, at least one
   * @returns how many calls it took
   */
  async askForStacks(
    asked: StoredEnvironment,
    most: number,
    signal?: AbortSignal,
  ): Promise<number> {
    const { knex, environments } = this.#options;
    const importers = await importersOf(knex, asked.environment);
    const stored = await environments.get(
      importers.known.map(({ root }) => root),
    );
    const unknown = [...stored.values()].filter(({ stacks }) => !stacks);
    // Itself last: until then somebody still wants to know.
    const all = [...unknown, asked].slice(0, most);
    for (const one of all) {
      await this.#readStacks(one, signal);
    }
    return all.length;
  }

  async #readStacks(
    asked: StoredEnvironment,
    signal?: AbortSignal,
  ): Promise<void> {
    const { pulumi, environments, clock } = this.#options;
    const { environment } = asked;
    const readAt = clock.now().getTime();
    const stacks = await pulumi.listStackReferrers(environment, { signal });
    await environments.recordStacks(asked, stacks, readAt);
  }
}

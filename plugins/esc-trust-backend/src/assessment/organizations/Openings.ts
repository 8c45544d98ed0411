import {
  EnvironmentRef,
  Opening,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { PulumiCloud, StackReferrer } from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
import { openingsInUse } from '../judging/openingsInUse';
import { unreadable } from '../sources/scanSource';
import { pathOf, StoredEnvironment } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { importedAmong, importersOf } from '../state/importGraph';
import { issuerOf } from '../trustReportOf';

/** After so many failures in a row, no more importers are asked for. */
const MOST_FAILURES = 5;

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
  /** Those whose stacks weren't told when they were last asked for, by name. */
  readonly #failed = new Set<string>();

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
   * @returns how many calls it took, and why it isn't known of all of them
   */
  async askForStacks(
    asked: StoredEnvironment,
    most: number,
    signal?: AbortSignal,
  ): Promise<{ calls: number; failure?: string }> {
    const { knex, environments } = this.#options;
    const importers = await importersOf(knex, asked.environment);
    const stored = await environments.get(
      importers.known.map(({ root }) => root),
    );
    const unknown = [...stored.values()]
      .filter(({ stacks }) => !stacks)
      .sort((a, b) => this.#hasFailed(a) - this.#hasFailed(b));
    let calls = 0;
    let failures = 0;
    let failure: string | undefined;
    // Itself last: until then somebody still wants to know.
    for (const one of [...unknown, asked].slice(0, most)) {
      if (one !== asked && failures >= MOST_FAILURES) {
        continue;
      }
      calls += 1;
      const failed = await this.#readStacks(one, signal);
      failures = failed === undefined ? 0 : failures + 1;
      failure = failed ?? failure;
    }
    return { calls, failure };
  }

  #hasFailed({ environment }: StoredEnvironment): number {
    return this.#failed.has(stringifyEnvironmentRef(environment)) ? 1 : 0;
  }

  /** @returns why it can't be told */
  async #readStacks(
    asked: StoredEnvironment,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const { pulumi, environments, clock } = this.#options;
    const { environment } = asked;
    const name = stringifyEnvironmentRef(environment);
    const readAt = clock.now().getTime();
    let stacks: StackReferrer[];
    try {
      stacks = await pulumi.listStackReferrers(environment, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      this.#failed.add(name);
      return unreadable(error).message;
    }
    this.#failed.delete(name);
    await environments.recordStacks(asked, stacks, readAt);
    return undefined;
  }
}

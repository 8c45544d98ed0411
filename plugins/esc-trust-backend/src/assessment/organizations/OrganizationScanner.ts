import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { PulumiCloud } from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
import { MappingHealth } from '../sources/MappingHealth';
import { scanSource } from '../sources/scanSource';
import { Claim } from '../sources/Source';
import { ClaimLostError, SourceStore } from '../sources/SourceStore';
import { environmentFactsOf } from '../state/environmentFacts';
import { EnvironmentState } from '../state/EnvironmentState';
import { importedBy } from '../state/importGraph';
import { pathOf } from '../state/environmentRows';
import { EnvironmentJudge, JudgingEnvironments } from './EnvironmentJudge';
import { Openings } from './Openings';
import { MappedLogin, OrganizationMappings } from './OrganizationMappings';
import { FailedReads, readDefinition } from './DefinitionReader';
import { readOrganization, recordGone } from './readOrganization';
import { StackQuestions } from './StackQuestions';

/** What scanning an organization takes. */
export interface OrganizationScannerOptions {
  knex: Knex;
  pulumi: PulumiCloud;
  sources: SourceStore;
  health: MappingHealth;
  state: EnvironmentState;
  mapped: OrganizationMappings;
  openings: Openings;
  judge: EnvironmentJudge;
  logger: LoggerService;
  clock: Clock;
}

/**
 * Scans one organization: lists its environments, reads the definitions that have
 * moved, and judges the mappings that this concerns.
 *
 * @remarks
 * What was read is stored at once, marked as not judged yet. When the process dies
 * before everything is judged, the next scan finds the marks.
 */
export class OrganizationScanner {
  readonly #options: OrganizationScannerOptions;
  readonly #stacks: StackQuestions;
  /** By organization; a process that starts anew finds out by itself. */
  readonly #failedReads = new Map<string, FailedReads>();

  constructor(options: OrganizationScannerOptions) {
    this.#options = options;
    this.#stacks = new StackQuestions(options);
  }

  /** @throws ClaimLostError when another replica has taken it over */
  async scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    await scanSource(claim, () => this.#scan(claim, signal), this.#options);
  }

  /**
   * Reads one environment, and judges what that concerns.
   *
   * @throws UnreadableSourceError
   */
  async readEnvironment(
    environment: EnvironmentRef,
    signal?: AbortSignal,
  ): Promise<void> {
    const { knex, state, judge, clock } = this.#options;
    const readAt = clock.now().getTime();
    const definition = await readDefinition(environment, {
      ...this.#options,
      signal,
    });
    await state.recordOne({
      environment,
      facts: environmentFactsOf(environment, definition),
      readAt,
    });
    const { organization } = environment;
    await judge.judgeChanged(organization, {
      paths: await importedBy(knex, organization, [pathOf(environment)]),
      keepClaim: async () => {},
      signal,
    });
  }

  async #scan(claim: Claim, signal?: AbortSignal): Promise<void> {
    const { sources, health, judge, mapped, clock } = this.#options;
    const { name: organization } = claim;
    const startedAt = clock.now().getTime();
    const options: JudgingEnvironments = {
      keepClaim: async () => {
        if (!(await sources.renew(claim))) {
          throw new ClaimLostError(claim);
        }
      },
      signal,
    };
    const failedReads: FailedReads =
      this.#failedReads.get(organization) ?? new Map();
    this.#failedReads.set(organization, failedReads);
    let judged = 0;
    const { figures, unread, seen } = await readOrganization(claim, {
      ...this.#options,
      failedReads,
      startedAt,
      signal,
      // What is judged by now needn't wait for all the rest.
      afterPage: async () => {
        judged += await judge.judgeChanged(organization, options);
      },
    });
    const neverRead = await mapped.neverRead(organization);
    await recordGone(
      claim,
      neverRead.filter(environment => !seen.has(pathOf(environment))),
      { ...this.#options, startedAt },
    );
    const waiting = await mapped.waitingFor(organization);
    if (claim.failure) {
      await sources.whileClaimed(claim, tx => health.healed(tx, claim));
    }
    judged += await judge.judgeChanged(organization, options);
    const stackCalls = await this.#stacks.ask(organization, signal);
    judged += await judge.judgeChanged(organization, options);
    await this.#makeStale(claim, [...unread.values()]);
    await this.#judgeWaiting(waiting, unread, options);
    await sources.succeed(
      claim,
      { ...figures, calls: figures.calls + stackCalls, judged },
      async () => {},
    );
  }

  /** Those that could not be assessed because of the organization. */
  async #judgeWaiting(
    waiting: MappedLogin[],
    unread: ReadonlyMap<string, unknown>,
    options: JudgingEnvironments,
  ): Promise<void> {
    const readable = waiting.filter(
      ({ environment }) => !unread.has(stringifyEnvironmentRef(environment)),
    );
    const ids = new Set(readable.map(({ id }) => id));
    // What they wait for by now may be their account.
    const now = await this.#options.mapped.of(
      readable[0]?.environment.organization ?? '',
      readable.map(({ environment }) => environment),
    );
    await this.#options.judge.judge(
      [...now.values()].flat().filter(({ id }) => ids.has(id)),
      options,
    );
  }

  /** A definition that moved and can't be read may say anything by now. */
  async #makeStale(
    claim: Claim,
    unread: Array<{ environment: EnvironmentRef; reason: string }>,
  ): Promise<void> {
    const { sources, health, mapped } = this.#options;
    const withMappings = await mapped.of(
      claim.name,
      unread.map(({ environment }) => environment),
    );
    const concerned = unread.filter(({ environment }) =>
      withMappings.has(stringifyEnvironmentRef(environment)),
    );
    if (concerned.length > 0) {
      await sources.whileClaimed(claim, async tx => {
        for (const { environment, reason } of concerned) {
          await health.unreadable(tx, environment, reason);
        }
      });
    }
  }
}

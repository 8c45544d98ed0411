import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../../time/Clock';
import { StoredEnvironment, pathOf } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { importedBy } from '../state/importGraph';
import { EnvironmentJudge } from './EnvironmentJudge';
import { Openings } from './Openings';

/** Which stacks list an environment is asked again after this time. */
const STACKS_MS = 3_600_000;
/** Calls that ask for stacks, in one scan. */
const MOST_STACK_CALLS = 500;
/** After so many failures in a row the others wait for the next scan. */
const MOST_FAILURES = 5;

/** What asking for stacks takes. */
export interface StackQuestionsOptions {
  knex: Knex;
  state: EnvironmentState;
  openings: Openings;
  judge: EnvironmentJudge;
  logger: LoggerService;
  clock: Clock;
}

/** Asks which stacks list environments, as long as that makes a difference. */
export class StackQuestions {
  readonly #options: StackQuestionsOptions;

  constructor(options: StackQuestionsOptions) {
    this.#options = options;
  }

  /** @returns how many calls it took */
  async ask(organization: string, signal?: AbortSignal): Promise<number> {
    const { state, openings, clock } = this.#options;
    const before = clock.now().getTime() - STACKS_MS;
    const wanted = await state.stacksReadBefore(
      organization,
      before,
      MOST_STACK_CALLS,
    );
    let calls = 0;
    let failures = 0;
    let reason: string | undefined;
    for (const one of wanted) {
      if (calls >= MOST_STACK_CALLS || failures >= MOST_FAILURES) {
        break;
      }
      signal?.throwIfAborted();
      if (one.stacks && !(await this.#matter(organization, one))) {
        await state.forgetStacks(one.environment);
        continue;
      }
      const most = MOST_STACK_CALLS - calls;
      const answer = await openings.askForStacks(one, most, signal);
      calls += answer.calls;
      if (answer.failure === undefined) {
        failures = 0;
      } else {
        failures += 1;
        reason = answer.failure;
        // Still wanted, but after all others that are due by now.
        await state.postponeStacks(one.environment, before - 1);
      }
    }
    if (reason !== undefined) {
      // Definitions are readable all the same; the next scan asks again.
      this.#options.logger.warn(
        `Pulumi Cloud doesn't tell which stacks list environments of ${organization}: ${reason}`,
      );
    }
    return calls;
  }

  /** To whatever the environment opens, itself included. */
  async #matter(
    organization: string,
    { environment }: StoredEnvironment,
  ): Promise<boolean> {
    const { knex, judge } = this.#options;
    const opened = await importedBy(knex, organization, [pathOf(environment)]);
    return judge.stacksMatter(organization, opened);
  }
}

import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { chunks } from '../../chunks';
import {
  EnvironmentDefinition,
  ListedEnvironment,
  PulumiCloud,
} from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
import { unreadable, UnreadableSourceError } from '../sources/scanSource';
import { Claim } from '../sources/Source';
import { SourceStore } from '../sources/SourceStore';
import { environmentFactsOf } from '../state/environmentFacts';
import { environmentAt, pathOf } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import {
  EnvironmentRead,
  recordEnvironments,
} from '../state/recordEnvironments';
import { Attempts } from './Attempts';

/** Definitions whose facts are stored together. */
const READS_AT_ONCE = 100;
/** One less than calls may be under way: others have something to ask, too. */
const READERS = 3;
/** Environments that are asked whether anything is readable. */
const MOST_WITNESSES = 3;
/** Rows among which they are looked for. */
const MOST_CANDIDATES = 1_000;

/** Why nothing newer is known of those that a scan has not come to. */
const NOT_TRIED = `Its definition has changed and isn't read yet: too many others of its organization can't be read`;

/** Definitions that could not be read when they were last tried, by path. */
export type FailedReads = Map<string, { reason: string; triedAt: number }>;

/** What reading definitions takes. */
export interface DefinitionReaderOptions {
  pulumi: PulumiCloud;
  sources: SourceStore;
  state: EnvironmentState;
  clock: Clock;
  /** Kept from scan to scan: those wait until the others have been read. */
  failedReads: FailedReads;
  signal?: AbortSignal;
}

/** Reads one definition; undefined when there is none. */
export async function readDefinition(
  environment: EnvironmentRef,
  { pulumi, signal }: Pick<DefinitionReaderOptions, 'pulumi' | 'signal'>,
): Promise<EnvironmentDefinition | undefined> {
  return readable(() => pulumi.getEnvironment(environment, { signal }), signal);
}

/** Awaits a call, whose failure means that something can't be read. */
export async function readable<T>(
  send: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable(error);
  }
}

/**
 * Reads the definitions of one organization that have moved, in one scan, and
 * stores what counts of them.
 *
 * @remarks
 * A token may list environments that it may not read. However many those are,
 * the others are read: only when those that were readable until now can't be
 * read either, it is the organization that is away.
 */
export class DefinitionReader {
  readonly #claim: Claim;
  readonly #options: DefinitionReaderOptions;
  readonly #attempts = new Attempts();
  readonly #postponed: ListedEnvironment[] = [];
  readonly #moved = new Set<string>();
  #unmoved: EnvironmentRef[] = [];
  #lastRead: EnvironmentRef | undefined;
  #lastFailure = '';

  readonly figures = { definitions: 0, calls: 0 };
  /** Those that have moved and could not be read, by name. */
  readonly unread = new Map<
    string,
    { environment: EnvironmentRef; reason: string }
  >();

  constructor(claim: Claim, options: DefinitionReaderOptions) {
    this.#claim = claim;
    this.#options = options;
  }

  /**
   * Reads those of a page that have moved, except those that failed last time.
   *
   * @returns how many that were
   *
   * @throws UnreadableSourceError when nothing can be read; ClaimLostError
   */
  async read(listed: ListedEnvironment[]): Promise<number> {
    const { state, failedReads } = this.#options;
    const known = await state.lastListed(
      this.#claim.name,
      listed.map(({ environment }) => pathOf(environment)),
    );
    const fresh: ListedEnvironment[] = [];
    for (const one of listed) {
      const path = pathOf(one.environment);
      const before = known.get(path);
      if (one.modified !== '' && before?.modified === one.modified) {
        if (!before.isGone) {
          // The first and the last: neighbours may have the same rights.
          this.#unmoved = [...this.#unmoved.slice(0, 1), one.environment];
        }
      } else {
        this.#moved.add(path);
        (failedReads.has(path) ? this.#postponed : fresh).push(one);
      }
    }
    await this.#readAll(fresh);
    return fresh.length;
  }

  /**
   * Tries those again that failed last time, the longest waiting first.
   *
   * @returns how many that were
   *
   * @throws UnreadableSourceError when nothing can be read; ClaimLostError
   */
  async readPostponed(): Promise<number> {
    const triedAt = ({ environment }: ListedEnvironment) =>
      this.#options.failedReads.get(pathOf(environment))?.triedAt ?? 0;
    await this.#readAll(
      this.#postponed.sort((a, b) => triedAt(a) - triedAt(b)),
    );
    return this.#postponed.length;
  }

  async #readAll(moved: ListedEnvironment[]): Promise<void> {
    for (const some of chunks(moved, READS_AT_ONCE)) {
      await this.#readSome(some);
    }
  }

  async #readSome(some: ListedEnvironment[]): Promise<void> {
    const { sources, signal } = this.#options;
    const reads: EnvironmentRead[] = [];
    const waiting = [...some];
    const readNext = async () => {
      while (!this.#attempts.areDoubtful && !this.#attempts.areOver) {
        const next = waiting.shift();
        if (!next) {
          return;
        }
        const read = await this.#readOne(next);
        if (read) {
          reads.push(read);
        }
      }
    };
    let failure: UnreadableSourceError | undefined;
    do {
      await Promise.all(Array.from({ length: READERS }, readNext));
      signal?.throwIfAborted();
      if (waiting.length === 0 || this.#attempts.areOver) {
        break;
      }
      failure = await this.#failureOfAll();
    } while (!failure);
    await sources.whileClaimed(this.#claim, tx =>
      recordEnvironments(tx, this.#claim.name, reads),
    );
    if (failure) {
      throw failure;
    }
    waiting.forEach(({ environment }) => this.#leave(environment));
  }

  async #readOne({
    environment,
    modified,
  }: ListedEnvironment): Promise<EnvironmentRead | undefined> {
    const { clock, failedReads } = this.#options;
    const readAt = clock.now().getTime();
    try {
      this.figures.calls += 1;
      const definition = await readDefinition(environment, this.#options);
      this.figures.definitions += 1;
      this.#attempts.succeeded();
      failedReads.delete(pathOf(environment));
      if (definition) {
        this.#lastRead = environment;
      }
      const facts = environmentFactsOf(environment, definition);
      return { environment, facts, modified, readAt };
    } catch (error) {
      if (!(error instanceof UnreadableSourceError)) {
        throw error;
      }
      this.#attempts.failed();
      this.#lastFailure = error.message;
      failedReads.set(pathOf(environment), {
        reason: error.message,
        triedAt: readAt,
      });
      this.#leave(environment);
      return undefined;
    }
  }

  #leave(environment: EnvironmentRef): void {
    const name = stringifyEnvironmentRef(environment);
    const failed = this.#options.failedReads.get(pathOf(environment));
    this.unread.set(name, {
      environment,
      reason: failed?.reason ?? NOT_TRIED,
    });
  }

  /** Undefined when one that was readable until now still is. */
  async #failureOfAll(): Promise<UnreadableSourceError | undefined> {
    const { clock, failedReads } = this.#options;
    let failure = this.#lastFailure;
    for (const environment of await this.#witnesses()) {
      const path = pathOf(environment);
      try {
        this.figures.calls += 1;
        if (await readDefinition(environment, this.#options)) {
          failedReads.delete(path);
          this.#lastRead = environment;
          this.#attempts.succeeded();
          return undefined;
        }
      } catch (error) {
        if (!(error instanceof UnreadableSourceError)) {
          throw error;
        }
        failure = error.message;
        const triedAt = clock.now().getTime();
        failedReads.set(path, { reason: failure, triedAt });
      }
    }
    return new UnreadableSourceError(failure);
  }

  /** Those that should be readable if anything is; other ones each time. */
  async #witnesses(): Promise<EnvironmentRef[]> {
    const { state, failedReads } = this.#options;
    const organization = this.#claim.name;
    const stored = await state.lastReadPaths(organization, MOST_CANDIDATES);
    const paths = new Set([
      ...(this.#lastRead ? [pathOf(this.#lastRead)] : []),
      ...this.#unmoved.map(pathOf),
      ...stored.filter(path => !this.#moved.has(path)),
    ]);
    const failedAt = (path: string) => failedReads.get(path)?.triedAt ?? 0;
    return [...paths]
      .sort((a, b) => failedAt(a) - failedAt(b))
      .slice(0, MOST_WITNESSES)
      .map(path => environmentAt(organization, path));
  }
}

import {
  EnvironmentRef,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { chunks } from '../../chunks';
import {
  EnvironmentDefinition,
  EnvironmentPage,
  ListedEnvironment,
  PulumiCloud,
} from '../../pulumi/PulumiCloud';
import { Clock } from '../../time/Clock';
import { unreadable, UnreadableSourceError } from '../sources/scanSource';
import { Claim } from '../sources/Source';
import { SourceStore } from '../sources/SourceStore';
import { environmentFactsOf, isStorable } from '../state/environmentFacts';
import { environmentAt, pathOf } from '../state/environmentRows';
import { EnvironmentState } from '../state/EnvironmentState';
import { Attempts } from './Attempts';
import {
  EnvironmentRead,
  recordEnvironments,
} from '../state/recordEnvironments';

/** Definitions whose facts are stored together. */
const READS_AT_ONCE = 100;
/** One less than calls may be under way: others have something to ask, too. */
const READERS = 3;
const PATHS_AT_ONCE = 1_000;

/** What a reader of organizations takes. */
interface ReadingOptions {
  pulumi: PulumiCloud;
  sources: SourceStore;
  state: EnvironmentState;
  clock: Clock;
  /** Epoch milliseconds: what is read later says more than the list. */
  startedAt: number;
  /** What to do with what was read so far. */
  afterPage: () => Promise<void>;
  signal?: AbortSignal;
}

/** What was read. */
export interface OrganizationReading {
  figures: { environments: number; definitions: number; calls: number };
  /** Those whose definitions have moved and could not be read, by name. */
  unread: Map<string, { environment: EnvironmentRef; reason: string }>;
  /** What is listed, by `project/name`. */
  seen: ReadonlySet<string>;
}

/**
 * Lists an organization, reads the definitions whose `modified` has moved, and
 * stores what counts of them.
 *
 * @throws UnreadableSourceError when it can't be listed, or when nothing of
 *   it can be read; ClaimLostError
 */
export async function readOrganization(
  claim: Claim,
  options: ReadingOptions,
): Promise<OrganizationReading> {
  const { name: organization } = claim;
  const seen = new Set<string>();
  const reading: OrganizationReading = {
    figures: { environments: 0, definitions: 0, calls: 0 },
    unread: new Map(),
    seen,
  };
  const attempts = new Attempts();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await listPage(organization, cursor, options);
    reading.figures.calls += 1;
    page.environments.forEach(one => seen.add(pathOf(one.environment)));
    const moved = await movedAmong(organization, page.environments, options);
    for (const some of chunks(moved, READS_AT_ONCE)) {
      await readSome(claim, some, { reading, attempts, ...options });
    }
    if (moved.length > 0) {
      await options.afterPage();
    }
    cursor = page.next;
    if (cursor !== undefined && cursors.has(cursor)) {
      throw new UnreadableSourceError(
        `Pulumi Cloud's list of ${organization} never ends`,
      );
    }
    cursors.add(cursor ?? '');
  } while (cursor !== undefined);
  reading.figures.environments = seen.size;
  await recordUnlisted(claim, seen, options);
  return reading;
}

async function listPage(
  organization: string,
  cursor: string | undefined,
  { pulumi, signal }: ReadingOptions,
): Promise<EnvironmentPage> {
  const page = await readable(
    () => pulumi.listEnvironments(organization, { cursor, signal }),
    signal,
  );
  return {
    ...page,
    environments: page.environments.filter(({ environment }) =>
      isStorable(environment),
    ),
  };
}

/** Those that aren't as they were when they were read. */
async function movedAmong(
  organization: string,
  listed: ListedEnvironment[],
  { state }: ReadingOptions,
): Promise<ListedEnvironment[]> {
  const known = await state.modified(
    organization,
    listed.map(({ environment }) => pathOf(environment)),
  );
  return listed.filter(
    ({ environment, modified }) =>
      modified === '' || known.get(pathOf(environment)) !== modified,
  );
}

/** Reads one definition; undefined when there is none. */
export async function readDefinition(
  environment: EnvironmentRef,
  { pulumi, signal }: Pick<ReadingOptions, 'pulumi' | 'signal'>,
): Promise<EnvironmentDefinition | undefined> {
  return readable(() => pulumi.getEnvironment(environment, { signal }), signal);
}

async function readSome(
  claim: Claim,
  moved: ListedEnvironment[],
  options: ReadingOptions & {
    reading: OrganizationReading;
    attempts: Attempts;
  },
): Promise<void> {
  const { sources, signal, attempts } = options;
  const { figures, unread } = options.reading;
  const reads: EnvironmentRead[] = [];
  const waiting = [...moved];
  const readNext = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const read = attempts.isHopeless
        ? undefined
        : await readOne(one, options);
      if (read) {
        reads.push(read);
      } else {
        const { environment } = one;
        const name = stringifyEnvironmentRef(environment);
        unread.set(name, { environment, reason: attempts.reason });
      }
    }
  };
  await Promise.all(Array.from({ length: READERS }, readNext));
  signal?.throwIfAborted();
  if (attempts.isHopeless && figures.definitions === 0) {
    throw new UnreadableSourceError(attempts.reason);
  }
  await sources.whileClaimed(claim, tx =>
    recordEnvironments(tx, claim.name, reads),
  );
}

async function readOne(
  { environment, modified }: ListedEnvironment,
  options: Parameters<typeof readSome>[2],
): Promise<EnvironmentRead | undefined> {
  const { clock, attempts } = options;
  const { figures } = options.reading;
  const readAt = clock.now().getTime();
  try {
    figures.calls += 1;
    const definition = await readDefinition(environment, options);
    figures.definitions += 1;
    attempts.succeeded();
    const facts = environmentFactsOf(environment, definition);
    return { environment, facts, modified, readAt };
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) {
      throw error;
    }
    attempts.failed(error.message);
    return undefined;
  }
}

/** Notes which environments are listed no more. */
async function recordUnlisted(
  claim: Claim,
  seen: ReadonlySet<string>,
  options: ReadingOptions,
): Promise<void> {
  const { name: organization } = claim;
  let after = '';
  for (;;) {
    const stored = await options.state.pathsAfter(
      organization,
      after,
      PATHS_AT_ONCE,
    );
    if (stored.length === 0) {
      return;
    }
    after = stored.at(-1)!.path;
    const gone = stored
      .filter(({ path, isGone }) => !seen.has(path) && !isGone)
      .map(({ path }) => environmentAt(organization, path));
    if (gone.length > 0 && seen.size === 0) {
      throw new UnreadableSourceError(
        `Pulumi Cloud lists no environment of ${organization} any more: the portal's token may have lost its rights`,
      );
    }
    await recordGone(claim, gone, options);
  }
}

/** Notes that nobody can see environments any more. */
export async function recordGone(
  claim: Claim,
  gone: EnvironmentRef[],
  options: Pick<ReadingOptions, 'sources' | 'startedAt'>,
): Promise<void> {
  const { sources, startedAt: readAt } = options;
  const reads = gone.map((environment): EnvironmentRead => {
    const facts = environmentFactsOf(environment, undefined);
    return { environment, facts, modified: '', readAt };
  });
  if (reads.length > 0) {
    await sources.whileClaimed(claim, tx =>
      recordEnvironments(tx, claim.name, reads),
    );
  }
}

async function readable<T>(
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

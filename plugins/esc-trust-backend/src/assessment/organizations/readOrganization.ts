import { EnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { EnvironmentPage } from '../../pulumi/PulumiCloud';
import { UnreadableSourceError } from '../sources/scanSource';
import { Claim } from '../sources/Source';
import { environmentFactsOf, isStorable } from '../state/environmentFacts';
import { environmentAt, pathOf } from '../state/environmentRows';
import {
  EnvironmentRead,
  recordEnvironments,
} from '../state/recordEnvironments';
import {
  DefinitionReader,
  DefinitionReaderOptions,
  readable,
} from './DefinitionReader';

const PATHS_AT_ONCE = 1_000;

/** What a reader of organizations takes. */
interface ReadingOptions extends DefinitionReaderOptions {
  /** Epoch milliseconds: what is read later says more than the list. */
  startedAt: number;
  /** What to do with what was read so far. */
  afterPage: () => Promise<void>;
}

/** What was read. */
export interface OrganizationReading {
  figures: { environments: number; definitions: number; calls: number };
  /** Those whose definitions have moved and could not be read, by name. */
  unread: ReadonlyMap<string, { environment: EnvironmentRef; reason: string }>;
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
  const reader = new DefinitionReader(claim, options);
  const seen = new Set<string>();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await listPage(organization, cursor, options);
    pages += 1;
    page.environments.forEach(one => seen.add(pathOf(one.environment)));
    if ((await reader.read(page.environments)) > 0) {
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
  if ((await reader.readPostponed()) > 0) {
    await options.afterPage();
  }
  for (const path of options.failedReads.keys()) {
    if (!seen.has(path)) {
      options.failedReads.delete(path);
    }
  }
  await recordUnlisted(claim, seen, options);
  const { definitions, calls } = reader.figures;
  return {
    figures: { environments: seen.size, definitions, calls: calls + pages },
    unread: reader.unread,
    seen,
  };
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

import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { MappingHealth } from './MappingHealth';
import { Claim } from './Source';
import { SourceStore } from './SourceStore';

/** A source can't be read, and why: one sentence that may be shown. */
export class UnreadableSourceError extends Error {}

/** Of an error, only what the clients say on purpose is told. */
export function unreadable(error: unknown): UnreadableSourceError {
  const isKnown = isError(error) && error.name === 'ServiceUnavailableError';
  return new UnreadableSourceError(
    isKnown
      ? error.message
      : `Something unexpected happened: ${
          isError(error) ? error.name : typeof error
        }`,
    { cause: error },
  );
}

/** Scans a source; when that fails, notes it along with its mappings. */
export async function scanSource(
  claim: Claim,
  scan: () => Promise<void>,
  options: {
    sources: SourceStore;
    health: MappingHealth;
    logger: LoggerService;
  },
): Promise<void> {
  const { sources, health, logger } = options;
  const name = `${claim.kind} ${claim.name}`;
  try {
    await scan();
    if (claim.failure) {
      logger.info(`The ${name} is readable again`);
    }
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) {
      throw error;
    }
    if (!claim.failure) {
      logger.warn(`The ${name} can't be read: ${error.message}`);
    }
    await sources.fail(claim, error.message, (tx, failure) =>
      health.failed(tx, claim, failure),
    );
  }
}

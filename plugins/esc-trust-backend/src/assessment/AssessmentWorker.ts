import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../time/Clock';
import { AccountScanner } from './accounts/AccountScanner';
import { TooManyCallsError } from './CallLimiter';
import { Claim } from './sources/Source';
import { CLAIM_MS, ClaimLostError, SourceStore } from './sources/SourceStore';

/**
 * Sources that one replica reads at the same time: most of that is waiting for
 * AWS. Those that failed last time have places of their own, so that they keep
 * nobody else waiting.
 */
const PLACES = { good: 16, failing: 4 };

/** A source that was given back is due again after this time. */
const RETURN_MS = 15_000;

type Kind = keyof typeof PLACES;

/** Reads the sources that are due, on every replica. */
export class AssessmentWorker {
  readonly #sources: SourceStore;
  readonly #scanner: AccountScanner;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();
  readonly #running: Record<Kind, Set<Promise<void>>> = {
    good: new Set(),
    failing: new Set(),
  };
  readonly #looking: Record<Kind, Promise<void> | undefined> = {
    good: undefined,
    failing: undefined,
  };

  constructor(options: {
    sources: SourceStore;
    scanner: AccountScanner;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#sources = options.sources;
    this.#scanner = options.scanner;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Starts on what is due, as far as there are places; doesn't wait for it. */
  async poll(): Promise<void> {
    await Promise.all([this.#look('good'), this.#look('failing')]);
  }

  /** Waits until nothing is due any more and everything has been read. */
  async settle(): Promise<void> {
    for (;;) {
      // A look that is under way may not see what has become due since.
      await Promise.all([this.#looking.good, this.#looking.failing]);
      await this.poll();
      const running = [...this.#running.good, ...this.#running.failing];
      if (running.length > 0) {
        await Promise.race(running);
      } else if (!this.#looking.good && !this.#looking.failing) {
        return;
      }
    }
  }

  /** Gives everything back that is being read. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The portal shuts down'));
    await Promise.all([...this.#running.good, ...this.#running.failing]);
  }

  /** One look at a time; whoever comes meanwhile shares it. */
  async #look(kind: Kind): Promise<void> {
    this.#looking[kind] ??= this.#start(kind).finally(() => {
      this.#looking[kind] = undefined;
    });
    await this.#looking[kind];
  }

  async #start(kind: Kind): Promise<void> {
    const running = this.#running[kind];
    const limit = PLACES[kind] - running.size;
    if (limit <= 0 || this.#stopping.signal.aborted) {
      return;
    }
    const claims = await this.#sources.claimDue({
      kind: 'account',
      failing: kind === 'failing',
      limit,
    });
    for (const claim of claims) {
      const scan = this.#scan(claim).then(() => {
        running.delete(scan);
        // Its place is free for the next one that is due.
        this.#look(kind).catch(error => this.#logger.warn(`${error}`));
      });
      running.add(scan);
    }
  }

  /** Never rejects. */
  async #scan(claim: Claim): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, this.#stopping.signal]);
    const stopRenewal = this.#clock.every(CLAIM_MS / 4, async () => {
      try {
        if (!(await this.#sources.renew(claim))) {
          lost.abort(new ClaimLostError(claim));
        }
      } catch {
        // The next sign of life, or the result, finds out.
      }
    });
    try {
      await this.#scanner.scan(claim, signal);
    } catch (error) {
      await this.#giveBack(claim, error);
    } finally {
      stopRenewal();
    }
  }

  async #giveBack(claim: Claim, error: unknown): Promise<void> {
    if (error instanceof ClaimLostError) {
      this.#logger.info(error.message);
      return;
    }
    const stops = this.#stopping.signal.aborted;
    if (!stops && !(error instanceof TooManyCallsError)) {
      this.#logger.error(
        `The ${claim.kind} ${claim.name} could not be assessed`,
        error instanceof Error ? error : undefined,
      );
    }
    try {
      await this.#sources.release(claim, stops ? 0 : RETURN_MS);
    } catch {
      // It is due again when the claim ends.
    }
  }
}

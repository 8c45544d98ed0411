import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../time/Clock';
import { TooManyCallsError } from './CallLimiter';
import { Claim, SourceKind } from './sources/Source';
import { CLAIM_MS, ClaimLostError, SourceStore } from './sources/SourceStore';

/**
 * Sources that one replica reads at the same time: most of that is waiting. Those
 * that failed last time have places of their own, and so have organizations, so
 * that nobody keeps others waiting.
 */
const PLACES: Record<Lane, number> = {
  'account good': 16,
  'account failing': 4,
  'organization good': 4,
  'organization failing': 2,
};

/**
 * A source that takes longer than this, as when AWS doesn't answer, leaves its
 * place to another one; there may be so many times more of them than places.
 */
const SLOW_MS = 5_000;
const MOST_SLOW = 2;

/** A source that was given back is due again after this time. */
const RETURN_MS = 15_000;

type Lane = `${SourceKind} ${'good' | 'failing'}`;
const LANES = Object.keys(PLACES) as Lane[];

/** Reads a source, and writes what follows. */
export interface SourceScanner {
  /** @throws ClaimLostError when another replica has taken it over */
  scan(claim: Claim, signal: AbortSignal): Promise<void>;
}

/** Reads the sources that are due, on every replica. */
export class AssessmentWorker {
  readonly #sources: SourceStore;
  readonly #scanners: Record<SourceKind, SourceScanner>;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();
  /** With the times at which they started. */
  readonly #running = new Map<Lane, Map<Promise<void>, number>>(
    LANES.map(lane => [lane, new Map()]),
  );
  readonly #looking = new Map<Lane, Promise<void>>();

  constructor(options: {
    sources: SourceStore;
    scanners: Record<SourceKind, SourceScanner>;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#sources = options.sources;
    this.#scanners = options.scanners;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Starts on what is due, as far as there are places; doesn't wait for it. */
  async poll(): Promise<void> {
    await Promise.all(LANES.map(lane => this.#look(lane)));
  }

  /** Waits until nothing is due any more and everything has been read. */
  async settle(): Promise<void> {
    for (;;) {
      // A look that is under way may not see what has become due since.
      await Promise.all(this.#looking.values());
      await this.poll();
      const running = this.#all();
      if (running.length > 0) {
        await Promise.race(running);
      } else if (this.#looking.size === 0) {
        return;
      }
    }
  }

  /** Gives everything back that is being read. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The portal shuts down'));
    await Promise.all(this.#all());
  }

  #all(): Array<Promise<void>> {
    return [...this.#running.values()].flatMap(running => [...running.keys()]);
  }

  /** One look at a time; whoever comes meanwhile shares it. */
  async #look(lane: Lane): Promise<void> {
    let looking = this.#looking.get(lane);
    if (!looking) {
      looking = this.#start(lane).finally(() => this.#looking.delete(lane));
      this.#looking.set(lane, looking);
    }
    await looking;
  }

  async #start(lane: Lane): Promise<void> {
    const running = this.#running.get(lane)!;
    const now = this.#clock.now().getTime();
    const isSlow = (startedAt: number) => now - startedAt > SLOW_MS;
    const slow = [...running.values()].filter(isSlow).length;
    const places = PLACES[lane];
    const limit = places + Math.min(slow, MOST_SLOW * places) - running.size;
    if (limit <= 0 || this.#stopping.signal.aborted) {
      return;
    }
    const [kind, health] = lane.split(' ');
    const claims = await this.#sources.claimDue({
      kind: kind as SourceKind,
      failing: health === 'failing',
      limit,
    });
    for (const claim of claims) {
      const scan = this.#scan(claim).then(() => {
        running.delete(scan);
        // Its place is free for the next one that is due.
        this.#look(lane).catch(error => this.#logger.warn(`${error}`));
      });
      running.set(scan, now);
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
      await this.#scanners[claim.kind].scan(claim, signal);
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

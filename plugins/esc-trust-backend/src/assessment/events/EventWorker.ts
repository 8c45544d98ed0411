import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Clock } from '../../time/Clock';
import { TooManyCallsError } from '../CallLimiter';
import { UnreadableSourceError } from '../sources/scanSource';
import { toKey, Touched } from './Touched';
import { TouchedReader } from './TouchedReader';
import { TouchClaim, TouchedStore, TOUCH_CLAIM_MS } from './TouchedStore';

/** Things that one replica reads at the same time. */
const PLACES = 8;

/** What it isn't the turn of now is due again after this time. */
const RETURN_MS = 15_000;

/** Somebody else reads it by now. */
class TouchLostError extends Error {}

/** Reads what events have touched, on every replica. */
export class EventWorker {
  readonly #store: TouchedStore;
  readonly #reader: TouchedReader;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(options: {
    store: TouchedStore;
    reader: TouchedReader;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#reader = options.reader;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Keeps it for whichever replica is first, and starts; doesn't wait for it. */
  async touch(touched: Touched): Promise<void> {
    if (await this.#reader.matters(touched)) {
      await this.#store.note(touched);
      this.#lookSoon();
    }
  }

  /** Starts on what is due, as far as there are places; doesn't wait for it. */
  async poll(): Promise<void> {
    // A look that is under way may not see what has become due since.
    this.#lookAgain = this.#looking !== undefined;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#lookAgain) {
        this.#lookSoon();
      }
    });
    await this.#looking;
  }

  /** Waits until nothing is due any more and everything has been read. */
  async settle(): Promise<void> {
    do {
      await this.poll();
      await Promise.all(this.#running);
    } while (this.#running.size > 0 || this.#looking);
  }

  /** Gives everything back that is being read. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The portal shuts down'));
    await this.#looking?.catch(() => {});
    await Promise.all(this.#running);
  }

  #lookSoon(): void {
    this.poll().catch(error => this.#logger.warn(`${error}`));
  }

  async #look(): Promise<void> {
    do {
      this.#lookAgain = false;
      const limit = PLACES - this.#running.size;
      if (limit <= 0 || this.#stopping.signal.aborted) {
        return;
      }
      for (const claim of await this.#store.claimDue(limit)) {
        const run = this.#run(claim).then(() => {
          this.#running.delete(run);
          // Its place is free for the next one that is due.
          this.#lookSoon();
        });
        this.#running.add(run);
      }
    } while (this.#lookAgain);
  }

  /** Never rejects. */
  async #run(claim: TouchClaim): Promise<void> {
    const lost = new AbortController();
    const keepClaim = async () => {
      if (!(await this.#store.renew(claim))) {
        throw new TouchLostError();
      }
    };
    const stopRenewal = this.#clock.every(TOUCH_CLAIM_MS / 4, () =>
      keepClaim().catch(error => {
        if (error instanceof TouchLostError) {
          lost.abort(error);
        }
        // Else the next sign of life, or the end, finds out.
      }),
    );
    try {
      const signal = AbortSignal.any([lost.signal, this.#stopping.signal]);
      const dueInMs = await this.#read(claim, { keepClaim, signal });
      await (dueInMs === undefined
        ? this.#store.done(claim)
        : this.#store.release(claim, dueInMs));
    } catch {
      // It is due again when the claim ends.
    } finally {
      stopRenewal();
    }
  }

  /** @returns when it is to be tried again, in milliseconds */
  async #read(
    claim: TouchClaim,
    reading: { keepClaim(): Promise<void>; signal: AbortSignal },
  ): Promise<number | undefined> {
    const { kind, name } = toKey(claim.touched);
    try {
      reading.signal.throwIfAborted();
      await this.#reader.read(claim.touched, reading);
      return undefined;
    } catch (error) {
      if (this.#stopping.signal.aborted) {
        return 0;
      }
      if (error instanceof TooManyCallsError) {
        return RETURN_MS;
      }
      if (error instanceof TouchLostError) {
        throw error;
      }
      if (isUnreadable(error)) {
        this.#logger.info(
          `An event names the ${kind} ${name}, which can't be read: ${error.message}`,
        );
      } else {
        this.#logger.error(
          `An event names the ${kind} ${name}, which could not be assessed`,
          error instanceof Error ? error : undefined,
        );
      }
      // Statuses stay as they are; the next scan reads it anyway.
      return undefined;
    }
  }
}

/** Whether AWS or Pulumi Cloud has refused, as opposed to a bug of ours. */
function isUnreadable(error: unknown): error is Error {
  return (
    error instanceof UnreadableSourceError ||
    (isError(error) && error.name === 'ServiceUnavailableError')
  );
}

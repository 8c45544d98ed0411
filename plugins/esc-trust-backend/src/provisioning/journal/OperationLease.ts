import { Knex } from 'knex';
import { Clock } from '../../time/Clock';
import { OperationStore, SignOfLife } from './OperationStore';
import { JournalEntry } from './rows';

/** Why an operation is taken back although nothing failed. */
export class CancelledError extends Error {
  constructor(cancelledBy: string) {
    super(`Cancelled by ${cancelledBy}`);
    this.name = 'CancelledError';
  }
}

/** One run's hold on its operation: the journal is written through it. */
export class OperationLease {
  readonly #store: OperationStore;
  readonly #clock: Clock;
  readonly #held: { id: string; holder: string };
  readonly #cancellation = new AbortController();
  #until: number;

  constructor(options: {
    store: OperationStore;
    clock: Clock;
    held: { id: string; holder: string };
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#held = options.held;
    // Not known yet: the first entry of the journal, or the first call, renews.
    this.#until = 0;
  }

  /** Aborted once somebody has asked for the operation to be taken back. */
  get cancellation(): AbortSignal {
    return this.#cancellation.signal;
  }

  /** Writes the journal. @throws LeaseLostError */
  async record(entry: JournalEntry): Promise<void> {
    this.#take(await this.#store.record(this.#held, entry));
  }

  /** @throws LeaseLostError */
  async renew(): Promise<void> {
    this.#take(await this.#store.renew(this.#held));
  }

  /**
   * Makes sure that the lease outlasts a call, so that nobody else is at work
   * while it may still take effect.
   *
   * @param ms - how long the call may take
   * @throws LeaseLostError
   */
  async outlast(ms: number): Promise<void> {
    if (this.#until - this.#clock.now().getTime() <= ms) {
      await this.renew();
    }
  }

  /** See {@link OperationStore.whileHeld}. @throws LeaseLostError */
  whileHeld<T>(write: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#store.whileHeld(this.#held, write);
  }

  #take({ leaseUntil, cancelledBy }: SignOfLife): void {
    this.#until = leaseUntil;
    if (cancelledBy && !this.cancellation.aborted) {
      this.#cancellation.abort(new CancelledError(cancelledBy));
    }
  }
}

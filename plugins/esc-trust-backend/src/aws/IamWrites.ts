import { Clock, systemClock } from '../time/Clock';
import { retry } from '../time/retry';
import { within } from '../time/within';
import { WriteGuard } from '../time/WriteGuard';
import { translateAwsError } from './awsErrors';
import { AWS_CALL_TIMEOUT_MS, IamClients } from './IamClients';
import { IAM_WRITE_BACKOFF, judgeIamWrite } from './retryPolicy';

/** How writes are carried out; tests set what production leaves alone. */
export interface IamWriteOptions {
  guard?: WriteGuard;
  clock?: Clock;
  random?: () => number;
  timeoutMs?: number;
}

/** One write. */
export interface IamWrite {
  /** Without `iam:`. */
  action: string;
  /**
   * Whether repeating it after it has happened changes nothing, not even what
   * somebody else has written in between.
   */
  idempotent: boolean;
  /** Refusals that mean that things are as they should be. */
  isDone?(error: unknown): boolean;
  send(options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/** Carries writes out: guarded, limited in time, repeated where that is safe. */
export class IamWrites {
  readonly #clients: IamClients;
  readonly #options: IamWriteOptions;

  constructor(clients: IamClients, options: IamWriteOptions) {
    this.#clients = clients;
    this.#options = options;
  }

  async run(write: IamWrite): Promise<void> {
    const { guard, clock, random, timeoutMs } = this.#options;
    const name = `iam:${write.action}`;
    // Not the guard's signal: a write that is under way may take effect however
    // soon one stops listening, and whoever takes it back must read after it.
    const limit = { timeoutMs: timeoutMs ?? AWS_CALL_TIMEOUT_MS };
    const call = async () => {
      try {
        await within(limit, abortSignal => write.send({ abortSignal }));
      } catch (error) {
        if (!write.isDone?.(error)) {
          throw error;
        }
      }
    };
    await retry(call, {
      before: async () =>
        guard?.beforeWrite({ name, timeoutMs: limit.timeoutMs }),
      judge: error => judgeIamWrite(error, write),
      failure: (error, effect) =>
        translateAwsError(error, { ...this.#clients, call: name }, effect),
      backoff: IAM_WRITE_BACKOFF,
      clock: clock ?? systemClock,
      signal: guard?.signal,
      random,
    });
  }
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { SignalPayload, SignalsService } from '@backstage/plugin-signals-node';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';

const OPERATIONS_CHANNEL = 'esc-trust:operations';
const MAPPINGS_CHANNEL = 'esc-trust:mappings';

/**
 * Tells open pages that there is something new to read. What it is, each reads
 * with its own user's permissions: a signal carries nothing that one may lack.
 *
 * @remarks
 * Signals ask nobody for permission, and a connection without a token gets
 * broadcasts too. So an operation's ID goes to those only who may read the
 * operation, and everybody is told no more than that some mapping has changed.
 * Nothing waits for a signal, and nothing fails with it: pages look by themselves
 * now and then, and a portal without signals has nobody who listens.
 */
export class Nudges {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** An operation got further. */
  operation({
    id,
    createdBy,
    ownerRef,
  }: Pick<Operation, 'id' | 'createdBy' | 'ownerRef'>): void {
    this.#publish({
      // A team's ref reaches its members: the same people who may read it.
      recipients: {
        type: 'user',
        entityRef: [...new Set([createdBy, ownerRef])],
      },
      channel: OPERATIONS_CHANNEL,
      message: { id },
    });
  }

  /** Statuses of mappings have changed; once for all that came together. */
  mappings(): void {
    this.#publish({
      // Who may read a mapping is decided when it is read, by conditions that
      // nobody can turn into a list of recipients.
      recipients: { type: 'broadcast' },
      channel: MAPPINGS_CHANNEL,
      message: {},
    });
  }

  /** Never rejects, and nobody waits for it. */
  async #publish(signal: SignalPayload): Promise<void> {
    try {
      await this.#signals.publish(signal);
    } catch (error) {
      this.#logger.debug(
        `A signal on ${signal.channel} can't be published: ${
          isError(error) ? error.name : typeof error
        }`,
      );
    }
  }
}

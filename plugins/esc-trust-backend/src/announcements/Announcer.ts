import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { ESC_TRUST_STATUS_CHANGED_TOPIC } from '@internal/backstage-plugin-esc-trust-node';
import { Knex } from 'knex';
import { NotificationsConfig } from '../config/readEventsConfig';
import { Metrics, noMetrics } from '../metrics/Metrics';
import { Clock } from '../time/Clock';
import { within } from '../time/within';
import { Notice, notificationOf } from './notice';
import { NoticeStore } from './NoticeStore';
import {
  claimChanges,
  markAnnounced,
  releaseChanges,
  StatusChange,
} from './statusChanges';

const CHANGES_AT_ONCE = 100;
/** Most are put off or dropped; few are sent, or it would take too long. */
const NOTICES_AT_ONCE = { seen: 100, told: 5 };
/** What isn't published by then will be later. */
const PUBLISH_MS = 60_000;
/** Whoever doesn't take what is told in this time has not taken it. */
const PATIENCE_MS = 10_000;
/** What nobody has taken is told again after this time. */
const AGAIN_MS = 60_000;
/** Whether the portal has notifications by now is found out after this time. */
const ABSENT_MS = 600_000;

/**
 * Tells others that statuses have changed: the history is the list of what is
 * still to be told.
 *
 * @remarks
 * A change is announced once it is written, by whichever replica is first. One
 * that dies after it has published and before it has noted that makes the change
 * be published twice; none is lost.
 */
export class Announcer {
  readonly #knex: Knex;
  readonly #events: EventsService;
  readonly #notifications: NotificationService;
  readonly #notices: NoticeStore;
  readonly #metrics: Metrics;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onChanges: () => void;
  readonly #stopping = new AbortController();
  readonly #tellsOwners: boolean;
  /** Epoch milliseconds; nobody takes notifications until then. */
  #absentUntil = 0;
  #announced = 0;
  #running: Promise<void> | undefined;

  constructor(options: {
    knex: Knex;
    config: { notifications: NotificationsConfig };
    events: EventsService;
    notifications: NotificationService;
    metrics?: Metrics;
    clock: Clock;
    logger: LoggerService;
    /** Called once for all changes that are announced together. */
    onChanges?: () => void;
  }) {
    const rules = options.config.notifications;
    this.#knex = options.knex;
    this.#events = options.events;
    this.#notifications = options.notifications;
    this.#notices = new NoticeStore({ ...options, rules });
    this.#metrics = options.metrics ?? noMetrics;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onChanges = options.onChanges ?? (() => {});
    this.#tellsOwners = rules.enabled && rules.statuses.length > 0;
  }

  /** Tells everything that is due. */
  async run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Ends after what is being told now. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running?.catch(() => {});
  }

  async #run(): Promise<void> {
    const before = this.#announced;
    while (!this.#isStopping() && (await this.#publishSome()));
    if (this.#announced !== before) {
      this.#onChanges();
    }
    while (!this.#isStopping() && (await this.#tellSome()));
  }

  /** @returns whether there may be more */
  async #publishSome(): Promise<boolean> {
    const changes = await claimChanges(this.#knex, {
      now: this.#now(),
      limit: CHANGES_AT_ONCE,
    });
    const announced: StatusChange[] = [];
    try {
      await this.#considerOwners(changes);
      await within({ timeoutMs: PUBLISH_MS }, async signal => {
        for (const change of changes) {
          signal.throwIfAborted();
          await this.#publish(change);
          announced.push(change);
        }
      });
    } catch (error) {
      this.#logger.warn(
        `Status changes can't be published and will be later: ${nameOf(error)}`,
      );
    }
    // What is published only now will be once more.
    const done = announced.slice();
    this.#announced += done.length;
    await markAnnounced(this.#knex, done);
    const rest = changes.slice(done.length);
    if (rest.length > 0) {
      await releaseChanges(this.#knex, rest, this.#now() + AGAIN_MS);
    }
    return rest.length === 0 && changes.length === CHANGES_AT_ONCE;
  }

  async #considerOwners(changes: StatusChange[]): Promise<void> {
    if (this.#tellsOwners) {
      await this.#notices.consider(
        changes.flatMap(({ event, forOwner }) =>
          event && forOwner ? [{ ...event, mappingId: event.mapping.id }] : [],
        ),
      );
    }
  }

  async #publish({ event }: StatusChange): Promise<void> {
    if (event) {
      await this.#events.publish({
        topic: ESC_TRUST_STATUS_CHANGED_TOPIC,
        eventPayload: event,
      });
      this.#metrics.changed(event.status);
    }
  }

  /** @returns whether there may be more */
  async #tellSome(): Promise<boolean> {
    if (!this.#tellsOwners || this.#areAbsent()) {
      return false;
    }
    const { notices, more } = await this.#notices.claimDue(NOTICES_AT_ONCE);
    for (const notice of notices) {
      await this.#tell(notice);
    }
    return more || notices.length === NOTICES_AT_ONCE.told;
  }

  async #tell(notice: Notice): Promise<void> {
    if (this.#areAbsent()) {
      await this.#notices.failed(notice, ABSENT_MS);
      return;
    }
    try {
      await within({ timeoutMs: PATIENCE_MS }, () =>
        this.#notifications.send(notificationOf(notice)),
      );
    } catch (error) {
      if (isAbsent(error)) {
        if (this.#absentUntil === 0) {
          this.#logger.info(
            'The portal has no notifications: owners are told nothing until it has',
          );
        }
        this.#absentUntil = this.#now() + ABSENT_MS;
        await this.#notices.failed(notice, ABSENT_MS);
      } else {
        this.#logger.warn(
          `An owner can't be notified and will be later: ${nameOf(error)}`,
        );
        await this.#notices.failed(notice, AGAIN_MS);
      }
      return;
    }
    this.#absentUntil = 0;
    await this.#notices.told(notice);
  }

  #areAbsent(): boolean {
    return this.#now() < this.#absentUntil;
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

/** Nothing answers at the plugin's address; only the message says so. */
function isAbsent(error: unknown): boolean {
  return isError(error) && /status 404\b/.test(error.message);
}

function nameOf(error: unknown): string {
  return isError(error) ? `${error.name}: ${error.message}` : typeof error;
}

import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { EscTrustConfig } from '../config/readEscTrustConfig';
import { Metrics } from '../metrics/Metrics';
import { Clock } from '../time/Clock';
import { Announcer } from './Announcer';
import { forgetHistory } from './forgetHistory';

/** How long a change waits at most for a replica that announces it. */
const ANNOUNCE_SECONDS = 5;

/**
 * Has every replica announce what has changed, and one of them forget what is old.
 *
 * @returns what is to be stopped in the end
 */
export async function scheduleAnnouncements(options: {
  knex: Knex;
  config: Pick<EscTrustConfig, 'notifications' | 'history'>;
  scheduler: SchedulerService;
  events: EventsService;
  notifications: NotificationService;
  metrics: Metrics;
  clock: Clock;
  logger: LoggerService;
  /** Called once for all changes that are announced together. */
  onChanges?: () => void;
}): Promise<Announcer> {
  const { knex, config, scheduler, clock } = options;
  const announcer = new Announcer(options);
  await scheduler.scheduleTask({
    id: 'announce-changes',
    scope: 'local',
    frequency: { seconds: ANNOUNCE_SECONDS },
    timeout: { minutes: 10 },
    fn: () => announcer.run(),
  });
  await scheduler.scheduleTask({
    id: 'forget-history',
    scope: 'global',
    frequency: { days: 1 },
    initialDelay: { minutes: 10 },
    timeout: { hours: 1 },
    fn: async signal => {
      const before = clock.now().getTime() - config.history.keepMs;
      await forgetHistory(knex, new Date(before).toISOString(), signal);
    },
  });
  return announcer;
}

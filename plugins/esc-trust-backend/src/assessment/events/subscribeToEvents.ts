import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { escTrustPulumiTopic } from '@internal/backstage-plugin-esc-trust-node';
import { DEFAULT_ISSUER } from '@internal/backstage-plugin-esc-trust-common';
import { EscTrustConfig } from '../../config/readEscTrustConfig';
import { EventWorker } from './EventWorker';
import { readIamEvent } from './iamEvents';
import { readPulumiEvent } from './pulumiEvents';

/**
 * Listens to what happens in IAM and in Pulumi Cloud.
 *
 * @remarks
 * An event is handled when it is in the database: whoever sends it may forget it
 * then. What isn't understood is logged once for each reason, without its content.
 */
export async function subscribeToEvents(options: {
  config: Pick<EscTrustConfig, 'accounts' | 'organizations' | 'events'>;
  events: EventsService;
  worker: Pick<EventWorker, 'touch'>;
  logger: LoggerService;
}): Promise<void> {
  const { config, events, worker, logger } = options;
  const { accounts, organizations } = config;
  const { iamTopic } = config.events;
  const told = new Set<string>();
  const tellOnce = (topic: string, reason: string) => {
    const sentence = `Events on the topic ${topic} are left out: ${reason}`;
    if (!told.has(sentence)) {
      told.add(sentence);
      logger.warn(sentence);
    }
  };

  const known = {
    accountIds: accounts.map(({ accountId }) => accountId),
    issuers:
      organizations.length > 0
        ? organizations.map(({ issuer }) => issuer)
        : [DEFAULT_ISSUER],
  };
  await events.subscribe({
    id: 'iam',
    topics: [iamTopic],
    onEvent: async ({ eventPayload }) => {
      const read = readIamEvent(eventPayload, known);
      if ('garbled' in read) {
        tellOnce(iamTopic, read.garbled);
      } else if (read.touched) {
        await worker.touch(read.touched);
      }
    },
  });

  if (organizations.length === 0) {
    return;
  }
  const byTopic = new Map(
    organizations.map(({ name }) => [escTrustPulumiTopic(name), name]),
  );
  await events.subscribe({
    id: 'pulumi',
    topics: [...byTopic.keys()],
    onEvent: async ({ topic, eventPayload }) => {
      const environment = readPulumiEvent(eventPayload, byTopic.get(topic)!);
      if (environment) {
        await worker.touch({ kind: 'environment', environment });
      } else {
        tellOnce(topic, 'they name no environment of the organization');
      }
    },
  });
}

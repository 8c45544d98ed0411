import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { ESC_TRUST_IAM_TOPIC } from '@internal/backstage-plugin-esc-trust-node';
import { SEVERITY } from '../mappings/rows';
import { readDuration } from './readDuration';

/** What comes in: `escTrust.events`, checked. */
export interface EventsConfig {
  /** Where CloudTrail's events of IAM are published. */
  iamTopic: string;
}

/** What owners are told: `escTrust.notifications`, checked. */
export interface NotificationsConfig {
  enabled: boolean;
  /** Worth telling; that it is over is told, too. */
  statuses: TrustStatus[];
  /** Milliseconds in which a mapping is told about once. */
  quietMs: number;
}

/** What is kept: `escTrust.history`, checked. */
export interface HistoryConfig {
  /** Milliseconds. */
  keepMs: number;
}

const DAY_MS = 86_400_000;

/** Reads `escTrust.events`. */
export function readEventsConfig(config?: Config): EventsConfig {
  return {
    iamTopic: config?.getOptionalString('iamTopic') ?? ESC_TRUST_IAM_TOPIC,
  };
}

/**
 * Reads `escTrust.notifications`.
 *
 * @throws InputError that names the key when a value is malformed
 */
export function readNotificationsConfig(config?: Config): NotificationsConfig {
  const root = 'escTrust.notifications';
  const statuses = config?.getOptionalStringArray('statuses') ?? [
    'untrusted',
    'over-permissive',
    'unknown',
  ];
  const strange = statuses.find(one => !isStatus(one));
  if (strange !== undefined) {
    throw new InputError(
      `${root}.statuses has "${strange}", which is none of ${SEVERITY.join(
        ', ',
      )}`,
    );
  }
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    statuses: statuses.filter(isStatus),
    quietMs: readDuration(config, 'quietPeriod', {
      root,
      fallback: 900_000,
      minimum: 0,
    }),
  };
}

/**
 * Reads `escTrust.history`.
 *
 * @throws InputError that names the key when a value is malformed
 */
export function readHistoryConfig(config?: Config): HistoryConfig {
  return {
    keepMs: readDuration(config, 'keep', {
      root: 'escTrust.history',
      fallback: 400 * DAY_MS,
      minimum: DAY_MS,
    }),
  };
}

function isStatus(text: string): text is TrustStatus {
  return (SEVERITY as string[]).includes(text);
}

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readDuration } from './readDuration';

/** How sources are read: `escTrust.assessment`, checked. */
export interface AssessmentConfig {
  /** Milliseconds between two reads of a source. */
  frequencyMs: number;
  /** Failed reads in a row until mappings become unknown. */
  staleAfter: number;
  /** Of IAM, over all replicas. */
  callsPerSecond: number;
  /** Milliseconds until a call that lists is given up. */
  callTimeoutMs: number;
}

const ROOT = 'escTrust.assessment';

/**
 * Reads `escTrust.assessment`.
 *
 * @throws InputError that names the key when a value is malformed
 */
export function readAssessmentConfig(config?: Config): AssessmentConfig {
  return {
    frequencyMs: readDuration(config, 'schedule.frequency', {
      root: ROOT,
      fallback: 600_000,
      minimum: 1_000,
    }),
    staleAfter: readNumber(config, 'staleAfter', {
      fallback: 3,
      minimum: 1,
      maximum: 1_000,
      whole: true,
    }),
    callsPerSecond: readNumber(config, 'callsPerSecond', {
      fallback: 10,
      minimum: 0.1,
      maximum: 10_000,
    }),
    callTimeoutMs: readDuration(config, 'callTimeout', {
      root: ROOT,
      fallback: 20_000,
      minimum: 100,
    }),
  };
}

function readNumber(
  config: Config | undefined,
  key: string,
  limits: {
    fallback: number;
    minimum: number;
    maximum: number;
    whole?: boolean;
  },
): number {
  const { fallback, minimum, maximum, whole } = limits;
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (
    !(value >= minimum && value <= maximum) ||
    (whole && !Number.isInteger(value))
  ) {
    throw new InputError(
      `${ROOT}.${key} must be a ${
        whole ? 'whole ' : ''
      }number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

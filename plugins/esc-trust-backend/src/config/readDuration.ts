import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/**
 * A duration of the configuration, in milliseconds.
 *
 * @param limits - `root` is where `config` stands, for messages
 * @throws InputError that names the key when it is too short
 */
export function readDuration(
  config: Config | undefined,
  key: string,
  limits: { root: string; fallback: number; minimum: number },
): number {
  if (!config?.has(key)) {
    return limits.fallback;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms >= limits.minimum)) {
    throw new InputError(
      `${limits.root}.${key} must be at least ${limits.minimum} milliseconds`,
    );
  }
  return ms;
}

import { CloudSimulator } from '@internal/cloud-simulator';
import { PLANTED_COMMENT, PLANTED_SECRET, PLANTED_VALUE } from './names';

/** What tests plant in definitions, which are nobody's to be told. */
const PLANTED = {
  'secret of a definition': PLANTED_SECRET,
  'value of a definition': PLANTED_VALUE,
  'comment of a definition': PLANTED_COMMENT,
  "user's token": 'mock-user-token',
};

/**
 * Names what a text holds that must never be answered, logged, audited or
 * stored: the secrets of both clouds, users' tokens, and definitions.
 */
export function leaksIn(simulator: CloudSimulator, text: string): string[] {
  const planted = Object.entries(PLANTED)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);
  return [...simulator.secretsIn(text), ...planted];
}

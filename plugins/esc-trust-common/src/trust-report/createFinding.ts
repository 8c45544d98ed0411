import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { FINDING_CODES, FindingCode } from './findingCodes';
import { Finding } from './types';

/**
 * Fills a finding's sentence and binds it to what it is about.
 *
 * @param code - one of the table
 * @param subject - `about`: ARN of the role, or the environment when it isn't
 *   about a role; `values`: what fills the sentence; `statement`: its Sid or
 *   index; `content`: the statement as it stands, the fingerprint changes with
 *   it
 */
export function createFinding(
  code: FindingCode,
  subject: {
    about: string;
    values?: Record<string, string>;
    statement?: string;
    content?: unknown;
  },
): Finding {
  const { about, values = {}, statement, content } = subject;
  const identity = JSON.stringify([code, about, values, statement, content]);
  return {
    code,
    severity: FINDING_CODES[code].severity,
    message: FINDING_CODES[code].message.replace(/\{(\w+)\}/g, (_, name) =>
      Object.hasOwn(values, name) ? values[name] : '',
    ),
    fingerprint: bytesToHex(sha256(new TextEncoder().encode(identity))).slice(
      0,
      32,
    ),
    ...(statement ? { statement } : {}),
  };
}

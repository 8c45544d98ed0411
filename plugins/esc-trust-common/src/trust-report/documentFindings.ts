import { policyLength, TRUST_POLICY_QUOTA } from '../trust-policy/policyQuota';
import { ParsedTrustPolicy, PolicyProblem } from '../trust-policy/types';
import { createFinding } from './createFinding';
import { Finding } from './types';

/** From here on the quota is nearly used. */
const NEARLY = 0.8 * TRUST_POLICY_QUOTA;

/**
 * What is remarkable about a trust policy's document as a whole.
 *
 * @param document - JSON text, the same URL-encoded, or an object
 * @param parsed - what parsing it gave
 * @param about - ARN of the role
 */
export function documentFindings(
  document: unknown,
  parsed: ParsedTrustPolicy,
  about: string,
): Finding[] {
  if (!parsed.policy) {
    return parsed.problems.map(problem =>
      createFinding(
        problem.kind === 'duplicate-key'
          ? 'duplicate-keys'
          : 'trust-policy-unreadable',
        {
          about,
          values: { detail: withPlace(problem) },
          statement: problem.statement,
        },
      ),
    );
  }
  const value =
    typeof document === 'string' ? parseText(document) : (document as object);
  const length = policyLength(value);
  return [
    ...(Object.hasOwn(value, 'Version')
      ? []
      : [
          createFinding('missing-version', {
            about,
            values: { detail: '${aws:username}' },
          }),
        ]),
    ...(length >= NEARLY
      ? [
          createFinding('quota-nearly-used', {
            about,
            values: { detail: `${length}`, quota: `${TRUST_POLICY_QUOTA}` },
          }),
        ]
      : []),
  ];
}

/** `line 3, column 7: …`; of an object, which has no lines, the path. */
function withPlace({ message, position, path }: PolicyProblem): string {
  if (position) {
    return `line ${position.line}, column ${position.column}: ${message}`;
  }
  return path === undefined ? message : `${path}: ${message}`;
}

/** A text that has been parsed before: JSON, or the same URL-encoded. */
function parseText(text: string): object {
  return JSON.parse(/^\s*\{/.test(text) ? text : decodeURIComponent(text));
}

import {
  Finding,
  FindingSeverity,
} from '@internal/backstage-plugin-esc-trust-common';

const SEVERITIES: FindingSeverity[] = ['error', 'warning', 'info'];

/**
 * Findings, the worst first; what somebody accepted comes last.
 *
 * @param findings - in any order, which is kept among equals
 */
export function bySeverity(findings: Finding[]): Finding[] {
  const rank = ({ severity, accepted }: Finding) =>
    SEVERITIES.indexOf(severity) + (accepted ? SEVERITIES.length : 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

import {
  Finding,
  FindingSeverity,
  TrustReport,
} from '@internal/backstage-plugin-esc-trust-common';

const SEVERITIES: FindingSeverity[] = ['error', 'warning', 'info'];

/**
 * The one sentence of a trust report that a reader should see first: what
 * fails, else what is not known, else who else gets in, else the worst finding
 * that nobody accepted.
 *
 * @param report - the trust report
 * @returns the sentence, or undefined when the status alone says it all
 */
export function decisiveMessage(report: TrustReport): string | undefined {
  const gate =
    report.gates.find(({ outcome }) => outcome === 'fail') ??
    report.gates.find(({ outcome }) => outcome === 'unknown');
  return (
    gate?.message ??
    report.exposure.witnesses[0]?.why ??
    worstFinding(report)?.message
  );
}

/** Mere remarks don't disturb a mapping that is as it should be. */
function worstFinding({ findings, status }: TrustReport): Finding | undefined {
  const [worst] = findings
    .filter(finding => !finding.accepted)
    .filter(({ severity }) => severity !== 'info' || status !== 'trusted')
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    );
  return worst;
}

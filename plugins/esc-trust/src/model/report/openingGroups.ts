import { OpeningReport } from '@internal/backstage-plugin-esc-trust-common';

/** One opening, with every subject that it may send. */
export interface OpeningGroup
  extends Pick<OpeningReport, 'opening' | 'opener' | 'audience'> {
  /** More than one where Pulumi leaves open which it is. */
  candidates: OpeningReport[];
  /** Unknown where the candidates differ, as in the status. */
  decision: OpeningReport['decision'];
  /** Inferred when one of them is. */
  certainty: OpeningReport['certainty'];
}

/**
 * Puts the candidates of one opening together.
 *
 * @param reports - of all openings, in the report's order
 */
export function openingGroups(reports: OpeningReport[]): OpeningGroup[] {
  const groups = new Map<string, OpeningReport[]>();
  for (const report of reports) {
    const key = JSON.stringify([
      report.opening,
      report.opener,
      report.audience,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()].map(candidates => {
    const [{ opening, opener, audience, decision }] = candidates;
    return {
      opening,
      opener,
      audience,
      candidates,
      decision: candidates.every(c => c.decision === decision)
        ? decision
        : 'unknown',
      certainty: candidates.some(c => c.certainty === 'inferred')
        ? 'inferred'
        : 'documented',
    };
  });
}

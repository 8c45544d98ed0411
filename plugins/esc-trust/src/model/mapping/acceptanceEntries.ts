import {
  Acceptance,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';

/** An acceptance, and what has become of it. */
export interface AcceptanceEntry {
  acceptance: Acceptance;
  /** Of the finding that it is about, while there is one. */
  code?: string;
  /**
   * `lapsed`: no finding has its fingerprint any more; `expired`: its end has
   * come.
   */
  state: 'counts' | 'lapsed' | 'expired';
}

/**
 * The acceptances of a mapping, each with the finding that it is about.
 *
 * @param mapping - with its latest report
 * @param now - milliseconds since the epoch
 */
export function acceptanceEntries(
  mapping: Pick<Mapping, 'acceptances' | 'trust'>,
  now: number = Date.now(),
): AcceptanceEntry[] {
  const { acceptances = [], trust } = mapping;
  return acceptances.map(acceptance => {
    const finding = trust.findings.find(
      ({ fingerprint }) => fingerprint === acceptance.fingerprint,
    );
    if (!finding) {
      return { acceptance, state: 'lapsed' };
    }
    return {
      acceptance,
      code: finding.code,
      state: Date.parse(acceptance.until) > now ? 'counts' : 'expired',
    };
  });
}

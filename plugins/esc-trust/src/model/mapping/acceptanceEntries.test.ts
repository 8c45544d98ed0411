import { exampleMapping } from '../../testing/exampleMapping';
import { acceptanceEntries } from './acceptanceEntries';

const NOW = Date.parse('2026-11-20T08:00:00Z');
const acceptance = (fingerprint: string, until: string) => ({
  fingerprint,
  until,
  reason: 'The whole organization shares it.',
  acceptedAt: '2026-11-01T08:00:00Z',
  acceptedBy: 'user:default/ada',
});
const { trust } = exampleMapping('acme/payments/prod', {
  findings: [
    {
      code: 'subject-wildcard',
      severity: 'warning',
      message: 'm',
      fingerprint: 'f',
    },
  ],
});

describe('acceptanceEntries', () => {
  it.each([
    ['f', '2026-11-20T08:00:01Z', 'counts', 'subject-wildcard'],
    ['f', '2026-11-20T08:00:00Z', 'expired', 'subject-wildcard'],
    ['gone', '2027-11-20T08:00:00Z', 'lapsed', undefined],
  ])('of %s until %s: it %s', (fingerprint, until, state, code) => {
    const acceptances = [acceptance(fingerprint, until)];
    expect(acceptanceEntries({ trust, acceptances }, NOW)).toEqual([
      { acceptance: acceptances[0], state, code },
    ]);
  });

  it('finds none where nothing was accepted', () => {
    expect(acceptanceEntries({ trust }, NOW)).toEqual([]);
  });
});

import { Finding } from '@internal/backstage-plugin-esc-trust-common';
import { CalendarDate } from '@internationalized/date';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  acceptanceDays,
  acceptanceOf,
  endOfDay,
  isAcceptable,
} from './acceptance';

const WILDCARD: Finding = {
  code: 'subject-wildcard',
  severity: 'warning',
  message: 'The subject is a pattern.',
  fingerprint: '0a1b2c3d',
};
const MAPPING = exampleMapping('acme/payments/dev');

describe('isAcceptable', () => {
  it('offers what the backend would accept', () => {
    expect(isAcceptable(MAPPING, WILDCARD)).toBe(true);
  });

  it('offers nothing that lets foreign organizations in or isn’t known', () => {
    const codes = ['audience-wildcard', 'any-principal', 'not-a-code'];
    expect(
      codes.map(code => isAcceptable(MAPPING, { ...WILDCARD, code })),
    ).toEqual([false, false, false]);
  });

  it('offers nothing twice, and nothing of a mapping without an owner', () => {
    const ownerless = { ...MAPPING, ownerRef: undefined };
    expect(isAcceptable(MAPPING, { ...WILDCARD, accepted: true })).toBe(false);
    expect(isAcceptable(ownerless, WILDCARD)).toBe(false);
  });
});

describe('acceptanceOf', () => {
  const acceptance = {
    fingerprint: WILDCARD.fingerprint,
    reason: 'The sandboxes share it',
    until: '2027-02-21T23:59:59.999Z',
    acceptedAt: '2026-11-23T12:00:00Z',
    acceptedBy: 'user:default/ada',
  };
  const accepted = { ...MAPPING, acceptances: [acceptance] };

  it('finds who accepted a finding', () => {
    expect(acceptanceOf(accepted, { ...WILDCARD, accepted: true })).toBe(
      acceptance,
    );
  });

  it('says nothing of a finding that counts again', () => {
    expect(acceptanceOf(accepted, WILDCARD)).toBeUndefined();
  });
});

describe('the days of an acceptance', () => {
  const YEAR_MS = 366 * 86_400_000;

  it('never reach further than a year, in leap years and at midnight either', () => {
    for (const year of [2026, 2027, 2028]) {
      const today = new CalendarDate(year, 11, 23);
      const midnight = today.toDate('Europe/Berlin').getTime();
      const { last } = acceptanceDays(today);
      const ahead = endOfDay(last, 'Europe/Berlin').getTime() - midnight;
      expect(ahead).toBeLessThanOrEqual(YEAR_MS);
      expect(ahead).toBeGreaterThan(YEAR_MS - 2 * 86_400_000);
    }
  });

  it('start today, and propose a quarter of a year', () => {
    const today = new CalendarDate(2026, 11, 23);
    const { first, proposed } = acceptanceDays(today);
    expect([first.toString(), proposed.toString()]).toEqual([
      '2026-11-23',
      '2027-02-21',
    ]);
  });

  it('end where the user is', () => {
    const day = new CalendarDate(2026, 7, 1);
    expect(endOfDay(day, 'Europe/Berlin').toISOString()).toBe(
      '2026-07-01T21:59:59.999Z',
    );
  });
});

import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import { decideNotice, NoticeDecision } from './decideNotice';

const RULES = {
  statuses: ['untrusted', 'over-permissive'] as TrustStatus[],
  quietMs: 1_000,
};

describe('an owner', () => {
  it.each<
    [string, [TrustStatus, number | undefined, TrustStatus], NoticeDecision]
  >([
    ['hears of trouble', ['trusted', undefined, 'untrusted'], 'tell'],
    ['hears of it once', ['untrusted', 5_000, 'untrusted'], 'nothing'],
    ['hears of worse', ['over-permissive', 5_000, 'untrusted'], 'tell'],
    ['hears that it is over', ['untrusted', 5_000, 'trusted'], 'tell'],
    [
      'not of the end of what was never told',
      ['unknown', undefined, 'trusted'],
      'take-note',
    ],
    [
      'not of what isn’t worth it',
      ['trusted', undefined, 'conditional'],
      'take-note',
    ],
    [
      'not of what isn’t worth it after good news',
      ['trusted', 5_000, 'conditional'],
      'take-note',
    ],
    [
      'hears no more in a while',
      ['untrusted', 9_500, 'trusted'],
      { later: 10_500 },
    ],
    ['hears it right at its end', ['untrusted', 9_000, 'trusted'], 'tell'],
  ])('%s', (_, [known, toldAt, status], decision) => {
    const facts = { known, toldAt, status, stale: false, now: 10_000 };
    expect(decideNotice(facts, RULES)).toEqual(decision);
  });

  it('hears later of what was true before a source went away, if it still is', () => {
    const rules = {
      ...RULES,
      statuses: [...RULES.statuses, 'unknown' as const],
    };
    const facts = {
      known: 'untrusted' as const,
      toldAt: 9_000,
      status: 'unknown' as const,
      now: 10_000,
    };
    expect(decideNotice({ ...facts, stale: true }, rules)).toEqual({
      later: 11_000,
    });
    expect(decideNotice({ ...facts, stale: false }, rules)).toBe('tell');
  });

  it('hears nothing when a source can’t be read', () => {
    const facts = { known: 'trusted' as const, now: 1, stale: true };
    const rules = {
      ...RULES,
      statuses: [...RULES.statuses, 'unknown' as const],
    };
    expect(decideNotice({ ...facts, status: 'unknown' }, rules)).toBe(
      'nothing',
    );
    // Unless it is another's doing.
    expect(decideNotice({ ...facts, status: 'untrusted' }, rules)).toBe('tell');
    expect(
      decideNotice({ ...facts, stale: false, status: 'unknown' }, rules),
    ).toBe('tell');
  });
});

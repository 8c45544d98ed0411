import { ageOf } from './age';

describe('ageOf', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');

  it.each([
    ['2026-11-23T12:00:30Z', 0, 'minute'], // a clock that runs ahead
    ['2026-11-23T11:59:31Z', 0, 'minute'],
    ['2026-11-23T11:01:00Z', -59, 'minute'],
    ['2026-11-23T11:00:00Z', -1, 'hour'],
    ['2026-11-21T12:01:00Z', -47, 'hour'],
    ['2026-11-21T12:00:00Z', -2, 'day'],
    ['2026-10-24T12:00:00Z', -30, 'day'],
  ])('says how long ago %s was', (since, value, unit) => {
    const age = ageOf(since, now);
    expect(age.value).toBeCloseTo(value);
    expect(age.unit).toBe(unit);
  });
});

import { OperationState } from '@internal/backstage-plugin-esc-trust-common';
import { durationOf, passes, STATE_FILTERS, stateFilterOf } from './operations';

const STATES: OperationState[] = [
  'pending',
  'applying',
  'succeeded',
  'rolling-back',
  'rolled-back',
  'needs-attention',
];

describe('filters of operations', () => {
  it('are read from the address, and show all when it asks for nonsense', () => {
    expect(STATE_FILTERS.map(stateFilterOf)).toEqual(STATE_FILTERS);
    expect([null, '', 'applying', 'x'].map(stateFilterOf)).toEqual(
      new Array(4).fill('all'),
    );
  });

  it('count as running what may still get further, and everything once', () => {
    const passing = (filter: (typeof STATE_FILTERS)[number]) =>
      STATES.filter(state => passes({ state }, filter));
    expect(passing('all')).toEqual(STATES);
    expect(passing('running')).toEqual(['pending', 'applying', 'rolling-back']);
    expect(STATE_FILTERS.slice(1).flatMap(passing).sort()).toEqual(
      [...STATES].sort(),
    );
  });
});

describe('durationOf', () => {
  const createdAt = '2026-11-23T12:00:00.000Z';
  const took = (ms: number) =>
    durationOf({
      state: 'succeeded',
      createdAt,
      updatedAt: new Date(Date.parse(createdAt) + ms).toISOString(),
    });

  it('names the two largest units', () => {
    expect([took(0), took(1_400), took(59_400)]).toEqual([
      { unit: 'seconds', seconds: 0 },
      { unit: 'seconds', seconds: 1 },
      { unit: 'seconds', seconds: 59 },
    ]);
    expect([took(59_600), took(185_000), took(7_385_000)]).toEqual([
      { unit: 'minutes', minutes: 1, seconds: 0 },
      { unit: 'minutes', minutes: 3, seconds: 5 },
      { unit: 'hours', hours: 2, minutes: 3 },
    ]);
  });

  it('goes on while the operation runs, and is never negative', () => {
    const running = {
      state: 'applying' as const,
      createdAt,
      updatedAt: createdAt,
    };
    const start = Date.parse(createdAt);
    expect(durationOf(running, start + 12_000)).toEqual({
      unit: 'seconds',
      seconds: 12,
    });
    // The clocks of browser and backend differ.
    expect(durationOf(running, start - 5_000)).toEqual({
      unit: 'seconds',
      seconds: 0,
    });
  });
});

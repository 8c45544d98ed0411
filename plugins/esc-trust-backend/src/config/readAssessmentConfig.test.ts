import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readAssessmentConfig } from './readAssessmentConfig';

const read = (config?: JsonObject) =>
  readAssessmentConfig(config && new ConfigReader(config));

describe('readAssessmentConfig', () => {
  it('needs nothing', () => {
    const defaults = {
      frequencyMs: 600_000,
      staleAfter: 3,
      callsPerSecond: 10,
      callTimeoutMs: 20_000,
    };
    expect(read()).toEqual(defaults);
    expect(read({ schedule: {} })).toEqual(defaults);
  });

  it('takes durations in the ways of Backstage', () => {
    expect(
      read({
        schedule: { frequency: { minutes: 5 } },
        staleAfter: 1,
        callsPerSecond: 0.5,
        callTimeout: '5s',
      }),
    ).toEqual({
      frequencyMs: 300_000,
      staleAfter: 1,
      callsPerSecond: 0.5,
      callTimeoutMs: 5_000,
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ staleAfter: 0 }, /assessment\.staleAfter must be a whole number from 1/],
    [{ staleAfter: 1.5 }, /assessment\.staleAfter must be a whole number/],
    [{ callsPerSecond: 0 }, /assessment\.callsPerSecond must be a number from/],
    [{ callTimeout: { milliseconds: 1 } }, /callTimeout must be at least 100/],
    [
      { schedule: { frequency: { milliseconds: 1 } } },
      /schedule\.frequency must be at least 1000 milliseconds/,
    ],
    [{ schedule: { frequency: 'often' } }, /schedule\.frequency|often/],
  ])('refuses %p', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});

import { parseTrustPolicy } from '@internal/backstage-plugin-esc-trust-common';
import { isMet } from './bench';
import { benches } from './benches';
import { realisticPolicies } from './realisticPolicies';
import { worstCases } from './worstCase';

describe('benchmarks', () => {
  it('measure policies that are distinct and readable', () => {
    const texts = realisticPolicies(500).map(one =>
      JSON.stringify(one.document),
    );
    expect(new Set(texts).size).toBe(500);
    for (const text of texts) {
      expect(parseTrustPolicy(text).problems).toEqual([]);
      expect(text.length).toBeLessThanOrEqual(2_048);
    }
  });

  it('measure worst cases of almost the greatest length', () => {
    for (const { document } of worstCases()) {
      const { length } = JSON.stringify(document);
      expect(parseTrustPolicy(document).problems).toEqual([]);
      expect(length).toBeLessThanOrEqual(8_192);
      expect(length).toBeGreaterThan(7_000);
    }
  });

  it('compare decisions and claims from a seed', async () => {
    const lines: string[] = [];
    const figures = await benches['trust-differential'](
      ['--seed=1', '--comparisons=2000'],
      line => lines.push(line),
    );
    expect(lines[0]).toContain('seed 1');
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['decisions compared', expect.any(Number)],
      ['decisions that differ', 0],
      ['claims compared', 2_000],
      ['claims that differ', 0],
    ]);
    expect(figures[0].value).toBeGreaterThanOrEqual(2_000);
  });

  it('know when a goal is met', () => {
    const figure = { name: 'a', value: 5, unit: 'ms' };
    expect(isMet({ ...figure, goal: { atMost: 5 } })).toBe(true);
    expect(isMet({ ...figure, goal: { atLeast: 6 } })).toBe(false);
  });

  it('refuse a seed that is no number', () => {
    expect(() => benches['trust-differential'](['--seed=x'], () => {})).toThrow(
      '--seed takes a whole number',
    );
  });
});

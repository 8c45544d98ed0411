import { OpeningReport } from '@internal/backstage-plugin-esc-trust-common';
import { openingGroups } from './openingGroups';

const report = (different: Partial<OpeningReport>): OpeningReport => ({
  opening: 'import',
  opener: 'acme/shared/base',
  audience: 'aws:acme',
  subject: 's',
  certainty: 'documented',
  decision: 'allow',
  ...different,
});

describe('openingGroups', () => {
  it('puts the candidates of one opening together, and others apart', () => {
    const groups = openingGroups([
      report({ opening: 'direct', opener: undefined }),
      report({ subject: 'a' }),
      report({ opener: 'acme/other/base' }),
      report({ subject: 'b', certainty: 'inferred' }),
    ]);
    expect(
      groups.map(({ opening, opener, certainty, decision, candidates }) => [
        opening,
        opener,
        certainty,
        decision,
        candidates.map(({ subject }) => subject),
      ]),
    ).toEqual([
      ['direct', undefined, 'documented', 'allow', ['s']],
      ['import', 'acme/shared/base', 'inferred', 'allow', ['a', 'b']],
      ['import', 'acme/other/base', 'documented', 'allow', ['s']],
    ]);
  });

  it('can’t tell the decision where the candidates differ', () => {
    const [group] = openingGroups([report({}), report({ decision: 'deny' })]);
    expect(group.decision).toBe('unknown');
  });
});

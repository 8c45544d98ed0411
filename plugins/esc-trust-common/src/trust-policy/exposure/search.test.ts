import { PatternAutomaton } from './automaton';
import { exact } from './globAutomaton';
import { Grammar } from './grammar';
import { search, SearchGuide } from './search';

describe('search', () => {
  function grammar() {
    const g = new Grammar();
    const audience = g.node(true);
    g.nodes[g.start].edges.push({ to: audience, track: 'audience', text: 'a' });
    const end = g.node(true, true);
    g.text(audience, 'x', end);
    g.text(audience, 'y', end);
    return g;
  }
  const run = (
    guide: Partial<SearchGuide> = {},
    change: (a: PatternAutomaton, s: PatternAutomaton) => void = () => {},
  ) => {
    const audience = new PatternAutomaton([exact('a')]);
    const subject = new PatternAutomaton([exact('x'), exact('y')]);
    change(audience, subject);
    const visited: string[] = [];
    const sawAll = search(
      grammar(),
      { audience, subject },
      {
        isLost: () => false,
        isRefused: () => false,
        limit: () => 100,
        ...guide,
        visit: token => {
          visited.push(`${token.audience} ${token.subject}`);
          return guide.visit?.(token) ?? false;
        },
      },
    );
    return [sawAll, ...visited];
  };

  it('looks at every class of tokens', () => {
    expect(run()).toEqual([true, 'a x', 'a y']);
  });

  it('ends when the guide has seen enough', () => {
    expect(run({ visit: () => true })).toEqual([true, 'a x']);
  });

  it('leaves out what is refused, and all subjects of a lost audience', () => {
    expect(run({ isRefused: t => t.subject === 'x' })).toEqual([true, 'a y']);
    expect(run({ isLost: t => t.audience === 'a' })).toEqual([true]);
  });

  it('follows no subject that nothing can admit any more', () => {
    const asked: string[] = [];
    const settled = (_: PatternAutomaton, s: PatternAutomaton) => {
      s.isSettled = () => true;
    };
    const isRefused: SearchGuide['isRefused'] = ({ subject }) => {
      asked.push(subject);
      return true;
    };
    expect(run({ isRefused }, settled)).toEqual([true]);
    expect(asked).toEqual(['']);
  });

  // Whoever asks gets "undecided" then, never "intended".
  it('says so when it gives up', () => {
    expect(run({ limit: () => 4 })).toEqual([true, 'a x', 'a y']);
    expect(run({ limit: () => 3 })[0]).toBe(false);
    const worked = (a: number, s: number) =>
      run({}, (audience, subject) => {
        audience.work = a;
        subject.work = s;
      })[0];
    expect(worked(2_000_000, 2_000_000)).toBe(true);
    expect(worked(3_000_000, 3_000_000)).toBe(false);
    expect(worked(0, 5_000_001)).toBe(false);
  });

  it('gives up on automata with more states than it can number', () => {
    const large =
      (size: number) => (_: PatternAutomaton, s: PatternAutomaton) =>
        Object.defineProperty(s, 'size', { value: size });
    expect(run({}, large(2 ** 17))[0]).toBe(true);
    expect(run({}, large(2 ** 17 + 1))[0]).toBe(false);
  });
});

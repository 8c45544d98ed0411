import fc from 'fast-check';
import { globMatches } from '../glob';
import { PatternAutomaton } from './automaton';
import { exact, glob } from './globAutomaton';

const text = fc.string({
  unit: fc.constantFrom('a', 'b', ':', '/'),
  maxLength: 8,
});
const pattern = fc.string({
  unit: fc.constantFrom('a', 'b', ':', '*', '?'),
  maxLength: 8,
});

describe('PatternAutomaton', () => {
  it('matches what the patterns of StringLike match, each by itself', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 4 }),
        fc.array(text),
        (patterns, texts) => {
          const automaton = new PatternAutomaton(patterns.map(glob));
          const signatures = new Map<string, number>();
          for (const t of texts) {
            const state = automaton.read(automaton.start, t);
            const matching = patterns.map(p => globMatches(p, t)).join();
            const signature = automaton.signature(state);
            // The same patterns match exactly when the signature is the same.
            expect(signatures.get(matching) ?? signature).toBe(signature);
            signatures.set(matching, signature);
            expect(signature === 0).toBe(!matching.includes('true'));
          }
          expect(new Set(signatures.values()).size).toBe(signatures.size);
        },
      ),
    );
  });

  it('is settled when nothing that decides can match any more', () => {
    const automaton = new PatternAutomaton(
      [exact('ab'), exact('AC', true)],
      [exact('Abcd')],
    );
    const after = (t: string) => automaton.read(automaton.start, t);
    expect(automaton.isSettled(after('a'))).toBe(false);
    expect([...automaton.live(after('a'))].sort()).toEqual(['C', 'b', 'c']);
    expect(automaton.isSettled(after('A'))).toBe(false);
    expect(automaton.isSettled(after('ab'))).toBe(false);
    expect(automaton.isSettled(after('Ab'))).toBe(true);
    expect(automaton.isSettled(after('abc'))).toBe(true);
  });
});

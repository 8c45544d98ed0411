import { HistoryEntry } from '@internal/backstage-plugin-esc-trust-common';
import { historyChanges } from './historyChanges';

const entry = (...findings: string[]): HistoryEntry => ({
  at: '2026-11-20T08:00:00Z',
  status: 'unknown',
  access: 'unknown',
  exposure: 'undecided',
  findings,
});
const changesOf = (isWhole: boolean, ...items: HistoryEntry[]) =>
  historyChanges(items, isWhole).map(({ appeared, vanished }) => [
    appeared,
    vanished,
  ]);

describe('historyChanges', () => {
  it('says which findings came and went, each once', () => {
    expect(
      changesOf(true, entry('a', 'c', 'c'), entry('a', 'b'), entry('b')),
    ).toEqual([
      [['c'], ['b']],
      [['a'], []],
      [['b'], []],
    ]);
  });

  it('says nothing of the last one while what was before is not read', () => {
    expect(changesOf(false, entry('a', 'b'), entry('b'))).toEqual([
      [['a'], []],
      [[], []],
    ]);
  });
});

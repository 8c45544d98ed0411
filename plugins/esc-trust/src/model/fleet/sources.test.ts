import { accountName, ownerName } from './filterWords';
import { accountTitles, sourcesOf } from './sources';

const partition = 'aws';
const failure = { since: '2026-11-20T08:00:00Z', cycles: 2, reason: 'Denied.' };

describe('sources', () => {
  const sources = sourcesOf(
    [
      {
        accountId: '111111111111',
        title: 'production',
        partition,
        lastGoodAt: 'x',
      },
      { accountId: '222222222222', partition },
      { accountId: '333333333333', partition, lastGoodAt: 'x', failure },
    ],
    [
      { name: 'acme', issuer: 'i', lastGoodAt: 'x' },
      { name: 'globex', issuer: 'i', failure },
    ],
  );

  it('that can’t be read come first, then those that nobody has read', () => {
    expect(sources.map(({ name }) => name)).toEqual([
      'globex',
      '333333333333',
      '222222222222',
      'acme',
      '111111111111',
    ]);
  });

  it('have the titles of the accounts', () => {
    const titles = accountTitles(sources);
    expect(accountName('111111111111', titles)).toBe(
      'production (111111111111)',
    );
    expect(accountName('222222222222', titles)).toBe('222222222222');
  });
});

describe('an owner', () => {
  it.each([
    ['group:default/payments-team', 'payments-team'],
    ['group:other/payments-team', 'other/payments-team'],
    ['user:default/ada', 'user:default/ada'],
  ])('%s is called %s', (ref, name) => {
    expect(ownerName(ref)).toBe(name);
  });
});

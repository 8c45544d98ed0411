import { SortedMap } from './sortedMap';

it('reads in key order, whatever happened before', () => {
  const map = new SortedMap<number>();
  const keysAfter = (after?: string) =>
    [...map.entriesAfter(after)].map(([key]) => key);
  ['c', 'a', 'd', 'b'].forEach((key, value) => map.set(key, value));
  expect(keysAfter()).toEqual(['a', 'b', 'c', 'd']);
  expect(keysAfter('b')).toEqual(['c', 'd']);
  expect(keysAfter('bb')).toEqual(['c', 'd']);
  map.set('a', 9);
  expect([map.delete('b'), map.delete('b')]).toEqual([true, false]);
  map.set('aa', 5);
  expect(keysAfter()).toEqual(['a', 'aa', 'c', 'd']);
  expect([map.size, map.get('a'), map.has('b')]).toEqual([4, 9, false]);
});

it('fills and pages without walking over everything each time', () => {
  const map = new SortedMap<number>();
  const count = 200_000;
  for (let n = 0; n < count; n += 1) {
    map.set(`role-${(n * 7919) % count}`, n);
  }
  const started = Date.now();
  let seen = 0;
  let last: string | undefined;
  for (;;) {
    let page = 0;
    for (const [key] of map.entriesAfter(last)) {
      last = key;
      page += 1;
      if (page === 100) {
        break;
      }
    }
    if (page === 0) {
      break;
    }
    seen += page;
  }
  expect(seen).toBe(count);
  expect(Date.now() - started).toBeLessThan(5000);
});

import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { exampleMapping } from '../../testing/exampleMapping';
import {
  failedCount,
  forEachOfFew,
  startOf,
  withAssessed,
  withFailure,
} from './bulkAssessment';

describe('assessing several mappings', () => {
  it('counts those whose status is another now, and those that could not be read', () => {
    const trusted = exampleMapping('acme/a/b');
    const untrusted = exampleMapping('acme/a/b', { status: 'untrusted' });
    const stale = { ...trusted, stale: { since: '', reason: 'AWS is away' } };
    const bulk = [
      [untrusted, trusted],
      [trusted, trusted],
      [trusted, stale],
    ].reduce(
      (sum, [before, after]) => withAssessed(sum, before, after),
      startOf(3),
    );
    expect(bulk).toMatchObject({ total: 3, done: 3, changed: 1, stale: 1 });
    expect(failedCount(bulk)).toBe(0);
  });

  it('says each reason once, the most frequent first', () => {
    const bulk = [
      new Error('AWS is away'),
      new NotAllowedError('no'),
      new NotFoundError('There is no mapping 1'),
      new NotAllowedError('never'),
    ].reduce(withFailure, startOf(4));
    expect(bulk.failures).toEqual([
      { kind: 'denied', reason: '', count: 2 },
      { kind: 'failed', reason: 'AWS is away', count: 1 },
      { kind: 'gone', reason: '', count: 1 },
    ]);
    expect(failedCount(bulk)).toBe(4);
    expect(bulk.done).toBe(0);
  });
});

describe('doing something for each of a few at the same time', () => {
  it('does it for all, in their order, never for more at once', async () => {
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    await forEachOfFew(
      Array.from({ length: 23 }, (_, at) => at),
      { atOnce: 4, signal: new AbortController().signal },
      async item => {
        begun.push(item);
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, item % 3));
        running -= 1;
      },
    );
    expect(begun).toEqual(Array.from({ length: 23 }, (_, at) => at));
    expect(most).toBe(4);
  });

  it('begins no other once it is aborted', async () => {
    const aborter = new AbortController();
    const begun: number[] = [];
    await forEachOfFew(
      [0, 1, 2, 3, 4, 5],
      { atOnce: 2, signal: aborter.signal },
      async item => {
        begun.push(item);
        if (item === 2) {
          aborter.abort();
        }
      },
    );
    expect(begun).toEqual([0, 1, 2]);
  });
});

import { InstantClock } from '../__testUtils__/InstantClock';
import { Effect, FailedTry, retry, retryDelayMs } from './retry';

const BACKOFF = { firstMs: 100, mostMs: 1_000, budgetMs: 10_000 };

/** Fails with the judgements in turn, then succeeds. */
function script(...judgements: FailedTry[]) {
  const clock = new InstantClock(0);
  const times: number[] = [];
  const call = async () => {
    times.push(clock.now().getTime());
    const judged = judgements[times.length - 1];
    if (judged) {
      throw judged;
    }
    return 'done';
  };
  const options = {
    judge: (error: unknown) => error as FailedTry,
    failure: (_: unknown, effect: Effect) => new Error(`effect ${effect}`),
    backoff: BACKOFF,
    clock,
    random: () => 1,
  };
  return { call, options, times, clock };
}

const AGAIN: FailedTry = { effect: 'none', repeat: true };
const LOST: FailedTry = { effect: 'unknown', repeat: true };
const FINAL: FailedTry = { effect: 'none', repeat: false };

describe('retryDelayMs', () => {
  it.each([
    [1, 1, 100],
    [2, 1, 200],
    [3, 0.5, 200],
    [4, 1, 800],
    [5, 1, 1_000],
    [5_000, 1, 1_000],
    [3, 0, 0],
  ])('after %p tries, with %p drawn: %p ms', (tries, drawn, expected) => {
    expect(retryDelayMs(tries, BACKOFF, () => drawn)).toBe(expected);
  });
});

describe('retry', () => {
  it('waits longer each time', async () => {
    const { call, options, times } = script(AGAIN, AGAIN, AGAIN);
    await expect(retry(call, options)).resolves.toBe('done');
    expect(times).toEqual([0, 100, 300, 700]);
  });

  it('waits as long as the service asks', async () => {
    const { call, options, times } = script({ ...AGAIN, afterMs: 5_000 });
    await retry(call, options);
    expect(times).toEqual([0, 5_000]);
  });

  it('starts no try after the budget', async () => {
    const { call, options, times } = script(...Array(50).fill(AGAIN));
    await expect(retry(call, options)).rejects.toThrow('effect none');
    expect(times.at(-1)).toBeLessThanOrEqual(BACKOFF.budgetMs);
    expect(times.at(-1)).toBeGreaterThan(BACKOFF.budgetMs - BACKOFF.mostMs);
  });

  it('starts no try later than its error deserves', async () => {
    const { call, options, times } = script(
      ...Array(50).fill({ ...AGAIN, withinMs: 2_000 }),
    );
    await expect(retry(call, options)).rejects.toThrow('effect none');
    expect(times).toEqual([0, 100, 300, 700, 1_500]);
  });

  it('stops after the most tries', async () => {
    const { call, options, times } = script(AGAIN, AGAIN, AGAIN);
    const backoff = { ...BACKOFF, mostTries: 2 };
    await expect(retry(call, { ...options, backoff })).rejects.toThrow(
      'effect none',
    );
    expect(times).toHaveLength(2);
  });

  it('remembers that an earlier try may have had an effect', async () => {
    const { call, options } = script(LOST, FINAL);
    await expect(retry(call, options)).rejects.toThrow('effect unknown');
  });

  it('asks before each try, and passes a no on', async () => {
    const { call, options, times } = script(AGAIN, AGAIN);
    const asked: number[] = [];
    const before = async () => {
      asked.push(times.length);
      if (asked.length === 2) {
        throw new Error('the lease is lost');
      }
    };
    await expect(retry(call, { ...options, before })).rejects.toThrow(
      'the lease is lost',
    );
    expect(asked).toEqual([0, 1]);
    expect(times).toHaveLength(1);
  });

  it('says that a try may have had an effect rather than why it stopped', async () => {
    const { call, options, times } = script(LOST);
    const before = async () => {
      if (times.length > 0) {
        throw new Error('the lease is lost');
      }
    };
    await expect(retry(call, { ...options, before })).rejects.toThrow(
      'effect unknown',
    );
  });

  it.each<[string, FailedTry, string]>([
    ['with its reason', AGAIN, 'enough'],
    ['but not when a try may have had an effect', LOST, 'effect unknown'],
  ])('ends waiting when aborted, %s', async (_, judged, message) => {
    const { call, options, clock, times } = script(judged);
    const controller = new AbortController();
    clock.wait = async (_ms, signal) => {
      controller.abort(new Error('enough'));
      signal?.throwIfAborted();
    };
    await expect(
      retry(call, { ...options, signal: controller.signal }),
    ).rejects.toThrow(message);
    expect(times).toHaveLength(1);
  });

  it('starts nothing when aborted already', async () => {
    const { call, options, times } = script();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(retry(call, { ...options, signal })).rejects.toThrow('enough');
    expect(times).toEqual([]);
  });
});

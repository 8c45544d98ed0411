import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { act, renderHook, waitFor } from '@testing-library/react';
import { useLatest } from './useLatest';

/** A question that is answered when the test says so. */
function question() {
  let answer: (value: string) => void = () => {};
  let refuse: (error: Error) => void = () => {};
  const signals: AbortSignal[] = [];
  const load = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      answer = resolve;
      refuse = reject;
    });
  };
  return {
    load,
    signals,
    answer: (value: string) => act(async () => answer(value)),
    refuse: (error: Error) => act(async () => refuse(error)),
  };
}

const render = (first: ReturnType<typeof question> | undefined) =>
  renderHook(({ asked }) => useLatest(asked?.load), {
    initialProps: { asked: first },
  });

describe('what is loaded last', () => {
  it('is asked for once, as long as the question is the same', async () => {
    const asked = question();
    const { result, rerender } = render(asked);
    expect(result.current).toMatchObject({ loading: true, isOld: true });
    rerender({ asked });
    await asked.answer('one');
    rerender({ asked });
    expect(result.current).toMatchObject({
      value: 'one',
      loading: false,
      isOld: false,
    });
    expect(asked.signals).toHaveLength(1);
  });

  it('stays while the next one is on its way', async () => {
    const first = question();
    const second = question();
    const { result, rerender } = render(first);
    await first.answer('one');
    rerender({ asked: second });
    expect(result.current).toMatchObject({
      value: 'one',
      loading: true,
      isOld: true,
    });
    await second.answer('two');
    expect(result.current).toMatchObject({ value: 'two', isOld: false });
  });

  it('is never what was overtaken, whichever answer comes first', async () => {
    const first = question();
    const second = question();
    const { result, rerender } = render(first);
    rerender({ asked: second });
    expect(first.signals[0].aborted).toBe(true);
    expect(second.signals[0].aborted).toBe(false);
    await second.answer('two');
    await first.answer('one');
    expect(result.current).toMatchObject({ value: 'two', loading: false });
  });

  it('is not disturbed by an overtaken one that fails', async () => {
    const first = question();
    const second = question();
    const { result, rerender } = render(first);
    rerender({ asked: second });
    await first.refuse(new Error('aborted'));
    expect(result.current).toMatchObject({ loading: true, error: undefined });
    await second.answer('two');
    expect(result.current.value).toBe('two');
  });

  it('can be asked for again after an error, which then is gone', async () => {
    const asked = question();
    const { result } = render(asked);
    await asked.refuse(new Error('away'));
    expect(result.current).toMatchObject({
      value: undefined,
      unread: undefined,
      isOld: true,
      error: new Error('away'),
    });
    act(() => result.current.retry());
    expect(result.current).toMatchObject({ loading: true, error: undefined });
    await asked.answer('one');
    expect(result.current).toMatchObject({ value: 'one', isOld: false });
    expect(asked.signals).toHaveLength(2);
  });

  it('stays when it can’t be read again, and says since when and why', async () => {
    const asked = question();
    const { result } = render(asked);
    const before = Date.now();
    await asked.answer('one');
    act(() => result.current.retry());
    await asked.refuse(new Error('away'));
    const unread = { error: new Error('away') };
    expect(result.current).toMatchObject({
      value: 'one',
      isOld: false,
      error: undefined,
      unread,
    });
    const readAt = result.current.unread!.readAt.getTime();
    expect(readAt).toBeGreaterThanOrEqual(before);

    act(() => result.current.retry());
    expect(result.current).toMatchObject({ loading: true, unread });
    await asked.refuse(new Error('still away'));
    expect(result.current.unread).toEqual({
      readAt: new Date(readAt),
      error: new Error('still away'),
    });
    act(() => result.current.retry());
    await asked.answer('again');
    expect(result.current).toMatchObject({ value: 'again', unread: undefined });
  });

  it('isn’t shown as the answer to another question, which has none', async () => {
    const first = question();
    const second = question();
    const { result, rerender } = render(first);
    await first.answer('one');
    rerender({ asked: second });
    await second.refuse(new Error('away'));
    expect(result.current).toMatchObject({
      isOld: true,
      unread: undefined,
      error: new Error('away'),
    });
  });

  it.each([new NotAllowedError('no'), new NotFoundError('gone')])(
    'goes with %s',
    async error => {
      const asked = question();
      const { result } = render(asked);
      await asked.answer('one');
      act(() => result.current.retry());
      await asked.refuse(error);
      expect(result.current).toMatchObject({
        value: undefined,
        unread: undefined,
        error,
      });
    },
  );

  it('can be changed in its place', async () => {
    const asked = question();
    const { result } = render(asked);
    act(() => result.current.update(() => 'too early'));
    expect(result.current.value).toBeUndefined();
    await asked.answer('one');
    act(() => result.current.update(value => `${value}!`));
    await waitFor(() => expect(result.current.value).toBe('one!'));
    expect(result.current.isOld).toBe(false);
  });

  it('is dropped when nobody is there any more', () => {
    const asked = question();
    const { unmount } = render(asked);
    unmount();
    expect(asked.signals[0].aborted).toBe(true);
  });

  it('asks nothing where there is no question', () => {
    const { result } = render(undefined);
    expect(result.current).toMatchObject({ loading: false, value: undefined });
  });
});

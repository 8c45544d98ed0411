import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderHook } from '@testing-library/react';
import { ReactNode } from 'react';
import { fakeSignals } from '../__testUtils__/fakeSignals';
import { useNudge } from './useNudge';

const CHANNEL = 'esc-trust:mappings';
const SPREAD_MS = 2_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function renderNudged(onNudge: () => void) {
  const signals = fakeSignals();
  const rendered = renderHook(() => useNudge(CHANNEL, onNudge, SPREAD_MS), {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider apis={[[signalApiRef, signals.api]]}>
        {props.children}
      </TestApiProvider>
    ),
  });
  return { ...rendered, nudge: () => signals.send(CHANNEL, {}) };
}

describe('useNudge', () => {
  it('answers nudges that come together once, and later ones again', () => {
    const onNudge = jest.fn();
    const { nudge } = renderNudged(onNudge);
    nudge();
    nudge();
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(SPREAD_MS);
    expect(onNudge).toHaveBeenCalledTimes(1);

    nudge();
    jest.advanceTimersByTime(SPREAD_MS);
    expect(onNudge).toHaveBeenCalledTimes(2);
  });

  it('is silent once the page is gone', () => {
    const onNudge = jest.fn();
    const { nudge, unmount } = renderNudged(onNudge);
    nudge();
    unmount();
    jest.advanceTimersByTime(SPREAD_MS);
    expect(onNudge).not.toHaveBeenCalled();
  });

  it('needs no signals in the app', () => {
    const onNudge = jest.fn();
    renderHook(() => useNudge(CHANNEL, onNudge), {
      wrapper: (props: { children: ReactNode }) => (
        <TestApiProvider apis={[]}>{props.children}</TestApiProvider>
      ),
    });
    jest.advanceTimersByTime(SPREAD_MS);
    expect(onNudge).not.toHaveBeenCalled();
  });
});

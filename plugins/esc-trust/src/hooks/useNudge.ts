import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

/**
 * Calls back when a signal says that something has changed. Without signals in
 * the app it never does.
 *
 * @param channel - of the signals
 * @param onNudge - reads again what is shown
 * @param spreadMs - what everybody is told at once is read by each at another
 *   time within this span, so that they don't all ask the backend together
 */
export function useNudge(
  channel: string,
  onNudge: () => void,
  spreadMs: number = 0,
): void {
  const { lastSignal } = useSignal(channel);
  const latestOnNudge = useRef(onNudge);
  latestOnNudge.current = onNudge;
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    // One that is on its way answers this nudge too.
    if (lastSignal && timer.current === undefined) {
      timer.current = setTimeout(() => {
        timer.current = undefined;
        latestOnNudge.current();
      }, Math.random() * spreadMs);
    }
  }, [lastSignal, spreadMs]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [channel],
  );
}

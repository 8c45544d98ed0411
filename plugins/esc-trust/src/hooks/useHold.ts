import { useCallback, useEffect, useRef } from 'react';

/** Told whether something is open or under way that must not vanish. */
export type OnHold = (isHeld: boolean) => void;

/** Tells for as long as something must not vanish, whoever listens by then. */
export function useHold(isHeld: boolean, onHold: OnHold | undefined): void {
  const latest = useRef(onHold);
  latest.current = onHold;
  useEffect(() => {
    if (!isHeld) {
      return undefined;
    }
    latest.current?.(true);
    return () => latest.current?.(false);
  }, [isHeld]);
}

/** Holds for as long as one of several does that are told apart from each other. */
export function useHoldOfAny(onHold: OnHold | undefined): OnHold {
  const latest = useRef(onHold);
  latest.current = onHold;
  const count = useRef(0);
  return useCallback(isHeld => {
    const before = count.current;
    count.current += isHeld ? 1 : -1;
    if (before === 0 || count.current === 0) {
      latest.current?.(isHeld);
    }
  }, []);
}

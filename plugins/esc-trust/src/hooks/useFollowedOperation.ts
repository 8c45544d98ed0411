import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useRef } from 'react';
import { escTrustApiRef } from '../api';
import { isDenied } from '../model/errors/isDenied';
import { OPERATIONS_CHANNEL } from '../model/signals';

/** How often a running operation is read when nobody tells that it got further. */
const POLL_MS = 1_000;

/** The same with signals: they may get lost, and not everybody gets them. */
const POLL_BESIDE_SIGNALS_MS = 5_000;

/**
 * Reads an operation whenever a signal says that it got further, and now and
 * then without.
 *
 * @param id - of the operation; undefined follows none
 * @param on - `operation` gets it as it is now; `error` gets why the latest look
 *   went wrong
 */
export function useFollowedOperation(
  id: string | undefined,
  on: {
    operation: (operation: Operation) => void;
    error: (error: Error) => void;
  },
): void {
  const api = useApi(escTrustApiRef);
  const { lastSignal, isSignalsAvailable } = useSignal<{ id: string }>(
    OPERATIONS_CHANNEL,
  );
  const pollMs = isSignalsAvailable ? POLL_BESIDE_SIGNALS_MS : POLL_MS;
  const latestOn = useRef(on);
  latestOn.current = on;
  const lookNow = useRef<() => void>();

  useEffect(() => {
    if (!id) {
      return undefined;
    }
    const aborter = new AbortController();
    const { signal } = aborter;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLooking = false;
    let isNudged = false;

    const look = async () => {
      clearTimeout(timer);
      if (isLooking) {
        isNudged = true;
        return;
      }
      isLooking = true;
      isNudged = false;
      try {
        const operation = await api.getOperation(id, { signal });
        if (!signal.aborted) {
          latestOn.current.operation(operation);
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        latestOn.current.error(toError(error));
        if (isDenied(error)) {
          // Asking again wouldn't help; the operation goes on unseen.
          aborter.abort();
        }
      }
      isLooking = false;
      if (!signal.aborted) {
        timer = setTimeout(look, isNudged ? 0 : pollMs);
      }
    };
    timer = setTimeout(look, pollMs);
    lookNow.current = () => {
      if (!signal.aborted) {
        look();
      }
    };
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, id, pollMs]);

  useEffect(() => {
    if (id && lastSignal?.id === id) {
      lookNow.current?.();
    }
  }, [id, lastSignal]);
}

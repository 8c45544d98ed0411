import { useApi } from '@backstage/frontend-plugin-api';
import { Operation } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback } from 'react';
import useInterval from 'react-use/esm/useInterval';
import { escTrustApiRef } from '../api';
import { isRunning } from '../model/operations/operations';
import { OPERATIONS_CHANNEL } from '../model/signals';
import { Latest, useLatest } from './useLatest';
import { useNudge } from './useNudge';

/** How often the list is read while something runs, signals or not. */
const POLL_MS = 5_000;

/** Loads the user's latest operations, and again when one gets further. */
export function useOperations(): Latest<Operation[]> {
  const api = useApi(escTrustApiRef);
  const latest = useLatest(
    useCallback(
      async (signal: AbortSignal) =>
        (await api.listOperations({ signal })).items,
      [api],
    ),
  );
  const { value, loading, retry } = latest;
  useNudge(OPERATIONS_CHANNEL, retry);
  useInterval(retry, value?.some(isRunning) && !loading ? POLL_MS : null);
  return latest;
}

import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';
import { isRunning } from '../model/operations/operations';
import { useFollowedOperation } from './useFollowedOperation';
import { useLatest } from './useLatest';

/**
 * Loads an operation and follows it while it runs.
 *
 * @param id - of the operation
 * @returns the operation; `unread` says why the latest look went wrong;
 *   `cancel` takes it back
 */
export function useOperationDetails(id: string) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const [unread, setUnread] = useState<Error>();
  const { value, loading, error, retry, update } = useLatest(
    useCallback(
      (signal: AbortSignal) => api.getOperation(id, { signal }),
      [api, id],
    ),
  );
  const operation = value?.id === id ? value : undefined;

  useFollowedOperation(operation && isRunning(operation) ? id : undefined, {
    operation: next => {
      setUnread(undefined);
      update(() => next);
    },
    error: reason => setUnread(toError(reason)),
  });

  const name = operation && stringifyEnvironmentRef(operation.environment);
  const [cancelling, cancel] = useAsyncFn(async () => {
    analytics.captureEvent('cancel', name ?? id);
    await api.cancelOperation(id);
    return true;
  }, [api, analytics, id, name]);

  return { operation, loading, error, retry, unread, cancelling, cancel };
}

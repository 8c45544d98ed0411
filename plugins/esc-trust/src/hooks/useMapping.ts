import { useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { escTrustApiRef } from '../api';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import { useNudge } from './useNudge';

/**
 * Loads one mapping, again when a signal says that some have changed.
 *
 * @param id - of the mapping
 * @returns how that is going; `update` shows the mapping as it is now
 */
export function useMapping(id: string) {
  const api = useApi(escTrustApiRef);
  const [newer, setNewer] = useState<Mapping>();
  const { loading, error, value, retry } = useAsyncRetry(async () => {
    const mapping = await api.getMapping(id);
    setNewer(undefined);
    return mapping;
  }, [api, id]);
  useNudge(MAPPINGS_CHANNEL, retry, NUDGE_SPREAD_MS);
  const update = useCallback((mapping: Mapping) => setNewer(mapping), []);

  const latest = newer?.id === id ? newer : value;
  return {
    loading,
    error: loading ? undefined : error,
    // Another mapping's page may come in the place of this one's.
    mapping: latest?.id === id ? latest : undefined,
    retry,
    update,
  };
}

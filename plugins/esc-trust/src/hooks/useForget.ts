import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Forgets a mapping when asked to; role and environment stay.
 *
 * @param mapping - the mapping
 * @returns how that is going, and a function that resolves to true when it is done
 */
export function useForget(mapping: Mapping) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const { id } = mapping;
  const name = stringifyEnvironmentRef(mapping.environment);
  const [state, forget] = useAsyncFn(async () => {
    analytics.captureEvent('forget', name);
    await api.forgetMapping(id);
    return true;
  }, [api, analytics, id, name]);
  return { ...state, forget };
}

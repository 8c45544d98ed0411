import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Assesses a mapping when asked to.
 *
 * @param mapping - the mapping
 * @param onAssessed - gets the mapping with its new report
 * @returns how the latest assessment is going, and a function that starts one
 */
export function useAssess(
  mapping: Mapping,
  onAssessed: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const { id } = mapping;
  const name = stringifyEnvironmentRef(mapping.environment);
  const [state, assess] = useAsyncFn(async () => {
    analytics.captureEvent('assess', name);
    const assessed = await api.assessMapping(id);
    onAssessed(assessed);
    return assessed;
  }, [api, analytics, id, name, onAssessed]);
  return { ...state, assess };
}

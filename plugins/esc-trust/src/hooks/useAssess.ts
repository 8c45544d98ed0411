import { useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Assesses a mapping when asked to.
 *
 * @param mappingId - of the mapping
 * @param onAssessed - gets the mapping with its new report
 * @returns how the latest assessment is going, and a function that starts one
 */
export function useAssess(
  mappingId: string,
  onAssessed: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const [state, assess] = useAsyncFn(async () => {
    const mapping = await api.assessMapping(mappingId);
    onAssessed(mapping);
    return mapping;
  }, [api, mappingId, onAssessed]);
  return { ...state, assess };
}

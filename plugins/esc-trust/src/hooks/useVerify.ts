import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Really opens the environment of a mapping when asked to.
 *
 * @param mapping - the mapping
 * @param onVerified - gets the mapping with what happened
 * @returns how the latest try is going, and a function that starts one
 */
export function useVerify(
  mapping: Mapping,
  onVerified: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const { id } = mapping;
  const name = stringifyEnvironmentRef(mapping.environment);
  const [state, verify] = useAsyncFn(async (): Promise<
    Verification | undefined
  > => {
    analytics.captureEvent('verify', name);
    const verified = await api.verifyMapping(id);
    onVerified(verified);
    return verified.lastVerified;
  }, [api, analytics, id, name, onVerified]);
  return { ...state, verify };
}

import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  AcceptanceRequest,
  Finding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Accepts a finding on purpose, and withdraws that.
 *
 * @param mapping - the mapping
 * @param finding - a finding of its report
 * @param onMapping - gets the mapping with its new report
 * @returns how the latest call is going; both functions resolve to whether it
 *   went well
 */
export function useAcceptance(
  mapping: Mapping,
  finding: Finding,
  onMapping: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const { id } = mapping;
  const { code, fingerprint } = finding;

  const [accepting, accept] = useAsyncFn(
    async (request: AcceptanceRequest) => {
      analytics.captureEvent('accept', code);
      onMapping(await api.acceptFinding(id, fingerprint, request));
      return true;
    },
    [api, analytics, id, code, fingerprint, onMapping],
  );
  const [withdrawing, withdraw] = useAsyncFn(async () => {
    analytics.captureEvent('withdraw', code);
    onMapping(await api.withdrawAcceptance(id, fingerprint));
    return true;
  }, [api, analytics, id, code, fingerprint, onMapping]);

  return { accepting, accept, withdrawing, withdraw };
}

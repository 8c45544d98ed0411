import { useApi } from '@backstage/frontend-plugin-api';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback } from 'react';
import { escTrustApiRef } from '../api';
import { EndedOperation } from '../model/operations/operationPhase';
import { useOperation } from './useOperation';

/**
 * The repair and the removal of a mapping.
 *
 * @param mapping - the mapping
 * @param onMapping - gets the mapping as it is when one of them has ended and
 *   left it there
 */
export function useMappingOperations(
  mapping: Mapping,
  onMapping: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const { id } = mapping;
  const onEnd = useCallback(
    ({ kind, state }: EndedOperation) => {
      if (kind !== 'deprovision' || state !== 'succeeded') {
        // Whoever can't read it now sees it when the page is loaded again.
        api.getMapping(id).then(onMapping, () => {});
      }
    },
    [api, id, onMapping],
  );
  return {
    repair: useOperation('repair', mapping, onEnd),
    removal: useOperation('deprovision', mapping, onEnd),
  };
}

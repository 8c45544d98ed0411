import { useApi } from '@backstage/frontend-plugin-api';
import { MappingList } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback } from 'react';
import { escTrustApiRef } from '../api';
import { FleetQuery, toMappingQuery } from '../model/fleet/fleetQuery';
import { Latest, useLatest } from './useLatest';

/** Loads one page of mappings: one request, however large the fleet is. */
export function useMappingPage(query: FleetQuery): Latest<MappingList> {
  const api = useApi(escTrustApiRef);
  const asked = JSON.stringify(toMappingQuery(query));
  return useLatest(
    useCallback(
      (signal: AbortSignal) => api.listMappings(JSON.parse(asked), { signal }),
      [api, asked],
    ),
  );
}

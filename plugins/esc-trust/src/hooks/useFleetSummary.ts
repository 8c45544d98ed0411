import { useApi } from '@backstage/frontend-plugin-api';
import { Summary } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useMemo } from 'react';
import { escTrustApiRef } from '../api';
import { scopeOf } from '../model/fleet/fleetFilters';
import {
  FleetQuery,
  toSummaryQuery,
  WHOLE_FLEET,
} from '../model/fleet/fleetQuery';
import { Latest, useLatest } from './useLatest';

const WHOLE = JSON.stringify(toSummaryQuery(WHOLE_FLEET));

/**
 * Counts the mappings.
 *
 * @returns `whole`: the fleet, with all that filters can choose; `scope`: what
 *   the filters leave but for those of the counts themselves. Neither is asked
 *   for again when only the order, the page or such a filter changes.
 */
export function useFleetSummary(query: FleetQuery): {
  whole: Latest<Summary>;
  scope: Latest<Summary>;
} {
  const api = useApi(escTrustApiRef);
  const asked = JSON.stringify(toSummaryQuery(scopeOf(query)));
  const whole = useLatest(
    useCallback(
      (signal: AbortSignal) => api.getSummary(JSON.parse(WHOLE), { signal }),
      [api],
    ),
  );
  const narrowed = useLatest(
    useMemo(
      () =>
        asked === WHOLE
          ? undefined
          : (signal: AbortSignal) =>
              api.getSummary(JSON.parse(asked), { signal }),
      [api, asked],
    ),
  );
  const scope =
    asked === WHOLE
      ? whole
      : { ...narrowed, value: narrowed.value ?? whole.value };
  return { whole, scope };
}

import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import {
  FleetQuery,
  formatFleetQuery,
  parseFleetQuery,
} from '../model/fleet/fleetQuery';

/** What the URL of the fleet page says. */
export function useFleetQuery() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(
    () => parseFleetQuery(new URLSearchParams(search)),
    [search],
  );
  const hrefOf = useCallback(
    (next: FleetQuery) => {
      const text = formatFleetQuery(next).toString();
      return text ? `${pathname}?${text}` : pathname;
    },
    [pathname],
  );
  const go = useCallback(
    (next: FleetQuery, options?: { replace?: boolean }) =>
      navigate(hrefOf(next), options),
    [navigate, hrefOf],
  );
  return { query, hrefOf, go };
}

import { useAnalytics, useApi } from '@backstage/frontend-plugin-api';
import {
  Mapping,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { escTrustApiRef } from '../api';

/**
 * Keeps a discovered mapping out of all lists, or shows it there again.
 *
 * @param mapping - the mapping
 * @param onChanged - gets the mapping as it is then
 * @returns how the latest change is going, and a function that starts one
 */
export function useIgnore(
  mapping: Mapping,
  onChanged: (mapping: Mapping) => void,
) {
  const api = useApi(escTrustApiRef);
  const analytics = useAnalytics();
  const { id } = mapping;
  const name = stringifyEnvironmentRef(mapping.environment);
  const [state, ignore] = useAsyncFn(
    async (ignored: boolean) => {
      analytics.captureEvent(ignored ? 'ignore' : 'unignore', name);
      const changed = await api.changeMapping(id, { ignored });
      onChanged(changed);
      return changed;
    },
    [api, analytics, id, name, onChanged],
  );
  return { ...state, ignore };
}

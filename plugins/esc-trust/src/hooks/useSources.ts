import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { escTrustApiRef } from '../api';
import { Source, sourcesOf } from '../model/fleet/sources';
import { Latest, useLatest } from './useLatest';

/** Loads what assessments read, and how that goes. */
export function useSources(): Latest<Source[]> {
  const api = useApi(escTrustApiRef);
  return useLatest(
    useCallback(
      async (signal: AbortSignal) => {
        const [accounts, organizations] = await Promise.all([
          api.listAccounts({ signal }),
          api.listOrganizations({ signal }),
        ]);
        return sourcesOf(accounts.items, organizations.items);
      },
      [api],
    ),
  );
}

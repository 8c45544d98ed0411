import { useApi } from '@backstage/frontend-plugin-api';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import {
  Account,
  Organization,
} from '@internal/backstage-plugin-esc-trust-common';
import useAsync from 'react-use/esm/useAsync';
import { remembered } from './remembered';

/** What the portal reads; each is absent when it can't be told. */
export interface Sources {
  isLoading: boolean;
  accounts?: Account[];
  organizations?: Organization[];
}

/** The portal's AWS accounts and Pulumi organizations: they only explain more. */
export function useSources(): Sources {
  const api = useApi(escTrustApiRef);
  const { value, loading } = useAsync(async () => {
    const [accounts, organizations] = await Promise.allSettled([
      remembered(api, 'accounts', () => api.listAccounts()),
      remembered(api, 'organizations', () => api.listOrganizations()),
    ]);
    return {
      accounts:
        accounts.status === 'fulfilled' ? accounts.value.items : undefined,
      organizations:
        organizations.status === 'fulfilled'
          ? organizations.value.items
          : undefined,
    };
  }, [api]);
  return { isLoading: loading, ...value };
}

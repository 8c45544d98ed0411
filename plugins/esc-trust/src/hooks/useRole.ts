import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Account,
  Mapping,
  RoleDetails,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useState } from 'react';
import { escTrustApiRef } from '../api';
import { useLatest } from './useLatest';

/** The most that the API returns at once. */
const PAGE_SIZE = 100;

/** A role, the account that it is in, and those mappings that are loaded. */
export interface LoadedRole {
  role: RoleDetails;
  account?: Account;
  mappings: Mapping[];
}

/**
 * Loads a role; of many mappings the rest on request.
 *
 * @param accountId - 12 digits
 * @param name - of the role, without its path
 */
export function useRole(accountId: string, name: string) {
  const api = useApi(escTrustApiRef);
  const loaded = useLatest(
    useCallback(
      async (signal: AbortSignal) => {
        const [role, accounts] = await Promise.all([
          api.getRole(accountId, name, { signal }),
          api.listAccounts({ signal }),
        ]);
        const found: LoadedRole = {
          role,
          account: accounts.items.find(one => one.accountId === accountId),
          mappings: role.mappings,
        };
        return found;
      },
      [api, accountId, name],
    ),
  );

  const { update } = loaded;
  const [more, setMore] = useState<{ loading: boolean; error?: Error }>({
    loading: false,
  });
  const loadAll = async () => {
    setMore({ loading: true });
    try {
      const mappings: Mapping[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.listMappings({
          accountId: [accountId],
          roleName: [name],
          limit: PAGE_SIZE,
          cursor,
        });
        mappings.push(...page.items);
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      update(current => ({
        ...current,
        // A login that names another path names another role.
        mappings: mappings.filter(
          ({ roleArn }) => roleArn === current.role.roleArn,
        ),
      }));
      setMore({ loading: false });
    } catch (error) {
      setMore({ loading: false, error: toError(error) });
    }
  };
  return { ...loaded, more, loadAll };
}

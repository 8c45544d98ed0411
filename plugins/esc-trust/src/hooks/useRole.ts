import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Account,
  Mapping,
  RoleDetails,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import { useLatest } from './useLatest';
import { useNudge } from './useNudge';

/** The most that the API returns at once. */
const PAGE_SIZE = 100;

/** A role, the account that it is in, and those mappings that are loaded. */
export interface LoadedRole {
  role: RoleDetails;
  account?: Account;
  mappings: Mapping[];
}

/**
 * Loads a role; of many mappings the rest on request. All of it again when a signal
 * says that mappings have changed.
 *
 * @param accountId - 12 digits
 * @param name - of the role, without its path
 */
export function useRole(accountId: string, name: string) {
  const api = useApi(escTrustApiRef);
  const allMappings = useCallback(
    async (roleArn: string, signal?: AbortSignal) => {
      const mappings: Mapping[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.listMappings(
          {
            accountId: [accountId],
            roleName: [name],
            limit: PAGE_SIZE,
            cursor,
          },
          { signal },
        );
        mappings.push(...page.items);
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      // A login that names another path names another role.
      return mappings.filter(mapping => mapping.roleArn === roleArn);
    },
    [api, accountId, name],
  );
  // The role of which somebody wants to see them all.
  const loadsAllOf = useRef<string>();
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
          mappings:
            loadsAllOf.current === role.roleArn
              ? await allMappings(role.roleArn, signal)
              : role.mappings,
        };
        return found;
      },
      [api, accountId, name, allMappings],
    ),
  );
  const { value, retry, update } = loaded;
  useNudge(MAPPINGS_CHANNEL, retry, NUDGE_SPREAD_MS);

  const [more, setMore] = useState<{ loading: boolean; error?: Error }>({
    loading: false,
  });
  const loadAll = async () => {
    if (!value) {
      return;
    }
    const { roleArn } = value.role;
    setMore({ loading: true });
    try {
      const mappings = await allMappings(roleArn);
      loadsAllOf.current = roleArn;
      update(current =>
        current.role.roleArn === roleArn ? { ...current, mappings } : current,
      );
      setMore({ loading: false });
    } catch (error) {
      setMore({ loading: false, error: toError(error) });
    }
  };
  return { ...loaded, more, loadAll };
}

import { useApi } from '@backstage/frontend-plugin-api';
import { RoleList } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useMemo, useState } from 'react';
import { escTrustApiRef } from '../api';
import { useLatest } from './useLatest';

const PAGE_SIZE = 25;

/** Loads the accounts that roles can be in. */
export function useAccounts() {
  const api = useApi(escTrustApiRef);
  return useLatest(
    useCallback(
      async (signal: AbortSignal) => (await api.listAccounts({ signal })).items,
      [api],
    ),
  );
}

/**
 * Loads the roles of an account page by page.
 *
 * @param accountId - undefined until there is one
 * @param q - the beginning of their names
 */
export function useRoleList(accountId: string | undefined, q: string) {
  const api = useApi(escTrustApiRef);
  // The way to the page that is shown; another question starts at its first.
  const question = `${accountId} ${q}`;
  const [way, setWay] = useState<{ of: string; cursors: string[] }>({
    of: question,
    cursors: [],
  });
  const cursors = way.of === question ? way.cursors : [];
  if (way.of !== question) {
    setWay({ of: question, cursors });
  }
  const cursor: string | undefined = cursors[cursors.length - 1];

  const page = useLatest<RoleList>(
    useMemo(
      () =>
        accountId
          ? signal =>
              api.listRoles(
                accountId,
                {
                  limit: PAGE_SIZE,
                  ...(q ? { q } : {}),
                  ...(cursor ? { cursor } : {}),
                },
                { signal },
              )
          : undefined,
      [api, accountId, q, cursor],
    ),
  );

  const next = page.isOld ? undefined : page.value?.pageInfo.nextCursor;
  return {
    page,
    onNext: next
      ? () => setWay({ of: question, cursors: [...cursors, next] })
      : undefined,
    onPrevious:
      cursors.length > 0
        ? () => setWay({ of: question, cursors: cursors.slice(0, -1) })
        : undefined,
  };
}

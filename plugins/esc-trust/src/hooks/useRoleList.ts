import { useApi } from '@backstage/frontend-plugin-api';
import {
  EscTrustApi,
  RoleList,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useMemo, useState } from 'react';
import { escTrustApiRef } from '../api';
import { roleName } from '../model/roles/roleName';
import { useLatest } from './useLatest';

const PAGE_SIZE = 25;

/** The most mappings that the API returns at once. */
const MOST_MAPPINGS = 100;

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
 * Loads the roles of an account page by page, and how many mappings each has.
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

  const items = page.value?.items;
  const counts = useLatest(
    useMemo(
      () =>
        items && items.length > 0
          ? (signal: AbortSignal) =>
              countMappings(
                api,
                items[0].accountId,
                items.map(({ name }) => name),
                signal,
              )
          : undefined,
      [api, items],
    ),
  );

  const next = page.isOld ? undefined : page.value?.pageInfo.nextCursor;
  return {
    page,
    counts,
    onNext: next
      ? () => setWay({ of: question, cursors: [...cursors, next] })
      : undefined,
    onPrevious:
      cursors.length > 0
        ? () => setWay({ of: question, cursors: cursors.slice(0, -1) })
        : undefined,
  };
}

/** By the names of the roles; one question as long as they are few. */
async function countMappings(
  api: EscTrustApi,
  accountId: string,
  names: string[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const ask = (roleNames: string[], limit: number) =>
    api.listMappings(
      { accountId: [accountId], roleName: roleNames, limit },
      { signal },
    );
  const all = await ask(names, MOST_MAPPINGS);
  const counts = new Map(names.map(name => [name, 0]));
  if (!all.pageInfo.nextCursor) {
    for (const { roleArn = '' } of all.items) {
      const name = roleName(roleArn);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }
  await Promise.all(
    names.map(async name =>
      counts.set(name, (await ask([name], 1)).totalItems),
    ),
  );
  return counts;
}

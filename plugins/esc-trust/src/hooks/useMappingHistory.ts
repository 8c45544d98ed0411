import { useApi } from '@backstage/frontend-plugin-api';
import {
  HistoryEntry,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { escTrustApiRef } from '../api';

/** As many changes as one looks at without asking for more. */
const PAGE_SIZE = 10;

/** The part of a history that has been read. */
interface Read {
  items: HistoryEntry[];
  nextCursor?: string;
}

/**
 * Reads the history of a mapping, the latest first, again when the mapping
 * changes.
 *
 * @param mapping - of the history
 * @returns what was read; `readEarlier` adds the page before it, and is absent
 *   at the beginning of the history
 */
export function useMappingHistory(mapping: Mapping) {
  const { id, trust } = mapping;
  const api = useApi(escTrustApiRef);
  const [read, setRead] = useState<Read & { of: string }>();

  const first = useAsyncRetry(async () => {
    const page = await api.getMappingHistory(id, { limit: PAGE_SIZE });
    setRead({ of: id, items: page.items, ...page.pageInfo });
  }, [api, id, trust]);

  const known = read?.of === id ? read : undefined;
  const cursor = known?.nextCursor;
  const [earlier, readEarlier] = useAsyncFn(async () => {
    const page = await api.getMappingHistory(id, { limit: PAGE_SIZE, cursor });
    setRead(now =>
      // What was read anew meanwhile has another page before it.
      now?.of === id && now.nextCursor === cursor
        ? { of: id, items: [...now.items, ...page.items], ...page.pageInfo }
        : now,
    );
  }, [api, id, cursor]);

  return {
    items: known?.items,
    error: first.loading ? undefined : first.error,
    retry: first.retry,
    earlier,
    readEarlier: cursor ? readEarlier : undefined,
  };
}

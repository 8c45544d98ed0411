import { useApi } from '@backstage/frontend-plugin-api';
import { escTrustApiRef } from '@internal/backstage-plugin-esc-trust';
import {
  EscTrustApi,
  ListedEnvironment,
} from '@internal/backstage-plugin-esc-trust-common';
import { useEffect, useState } from 'react';
import { sentenceOf } from './useProvisioningOptions';

/** Pulumi Cloud is asked when the typing pauses. */
const PAUSE_MS = 250;
const PAGE_SIZE = 100;
/** Who has more environments than these types the beginning of a name. */
const MOST_PAGES = 3;

/** Environments, as far as they have been found. */
export interface EnvironmentSearch {
  isLoading: boolean;
  items: ListedEnvironment[];
  /** Whether there are more than `items`. */
  hasMore: boolean;
  /** Why there are none, as a sentence. */
  problem?: string;
}

const NOTHING: EnvironmentSearch = {
  isLoading: false,
  items: [],
  hasMore: false,
};

/**
 * Environments of an organization, live from Pulumi Cloud.
 *
 * @param query - `begin`: of `project/name` or of the name; nothing is searched
 *   while organization or beginning are absent
 */
export function useEnvironmentSearch(query: {
  organization?: string;
  begin?: string;
}): EnvironmentSearch {
  const api = useApi(escTrustApiRef);
  const { organization, begin } = query;
  const [found, setFound] = useState(NOTHING);

  useEffect(() => {
    if (!organization || begin === undefined) {
      setFound(NOTHING);
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setFound(before => ({ ...before, isLoading: true, problem: undefined }));
    const timer = setTimeout(async () => {
      try {
        const answer = await readPages(api, { organization, begin, signal });
        setFound(before =>
          signal.aborted ? before : { isLoading: false, ...answer },
        );
      } catch (error) {
        setFound(before =>
          signal.aborted ? before : { ...NOTHING, problem: sentenceOf(error) },
        );
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, organization, begin]);

  return found;
}

async function readPages(
  api: EscTrustApi,
  query: { organization: string; begin: string; signal: AbortSignal },
): Promise<{ items: ListedEnvironment[]; hasMore: boolean }> {
  const { organization, begin, signal } = query;
  const items: ListedEnvironment[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.listEnvironments(
      {
        organization,
        limit: PAGE_SIZE,
        ...(begin ? { q: begin } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { signal },
    );
    items.push(...answer.items);
    cursor = answer.pageInfo.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { items, hasMore: cursor !== undefined };
}

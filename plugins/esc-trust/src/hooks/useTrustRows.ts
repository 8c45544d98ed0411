import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ESC_ENVIRONMENTS_ANNOTATION,
  EscTrustApi,
  Mapping,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useMemo, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { escTrustApiRef } from '../api';
import { annotatedEnvironments } from '../model/annotatedEnvironments';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import { TrustRow, trustRows, withMappings } from '../model/trustRows';
import { useNudge } from './useNudge';

/** The most that the API returns at once. */
const PAGE_SIZE = 100;

/**
 * Loads everything that the card of an entity shows: the mappings with this
 * entity ref and those of the environments that it is annotated with.
 *
 * @param entity - the entity of the page
 * @returns the rows; `update` shows a mapping as it is now, in its place
 */
export function useTrustRows(entity: Entity) {
  const api = useApi(escTrustApiRef);
  const entityRef = stringifyEntityRef(entity);
  const annotation = entity.metadata.annotations?.[ESC_ENVIRONMENTS_ANNOTATION];

  const of = JSON.stringify([entityRef, annotation]);
  const loaded = useAsyncRetry(async () => {
    const annotated = annotatedEnvironments(annotation);
    const queries: MappingQuery[] = [{ entityRef: [entityRef] }];
    if (annotated.environments.length > 0) {
      queries.push({ environment: annotated.environments });
    }
    const found = await Promise.all(queries.map(q => listAll(api, q)));
    return { of, rows: trustRows(found.flat(), annotated) };
  }, [api, of]);
  const { retry } = loaded;
  useNudge(MAPPINGS_CHANNEL, retry, NUDGE_SPREAD_MS);

  // Those of this entity stay while they are read again; what has been read since
  // belongs to these very rows: loading forgets it.
  const value = loaded.value?.of === of ? loaded.value.rows : undefined;
  const [newer, setNewer] = useState<{ of?: TrustRow[]; mappings: Mapping[] }>({
    mappings: [],
  });
  const update = useCallback(
    (mapping: Mapping) =>
      setNewer(({ of, mappings }) => ({
        of: value,
        mappings: [...(of === value ? mappings : []), mapping],
      })),
    [value],
  );
  const rows = useMemo(
    () => withMappings(value ?? [], newer.of === value ? newer.mappings : []),
    [value, newer],
  );
  const isMissing = value === undefined;
  return {
    loading: isMissing && loaded.loading,
    error: isMissing && !loaded.loading ? loaded.error : undefined,
    rows,
    retry,
    update,
  };
}

async function listAll(
  api: EscTrustApi,
  query: MappingQuery,
): Promise<Mapping[]> {
  const mappings: Mapping[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listMappings({ ...query, limit: PAGE_SIZE, cursor });
    mappings.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return mappings;
}

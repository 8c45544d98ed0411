import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ESC_ENVIRONMENTS_ANNOTATION,
  EscTrustApi,
  Mapping,
  MappingQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useRef, useState } from 'react';
import { escTrustApiRef } from '../api';
import { annotatedEnvironments } from '../model/entity/annotatedEnvironments';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../model/signals';
import {
  TrustRow,
  trustRows,
  withHeld,
  withMappings,
} from '../model/entity/trustRows';
import { withSameTrust } from '../model/report/withSameTrust';
import { useLatest } from './useLatest';
import { useNudge } from './useNudge';

/** The most that the API returns at once. */
const PAGE_SIZE = 100;

const NO_ROWS: TrustRow[] = [];

/**
 * Loads everything that the card of an entity shows: the mappings with this
 * entity ref and those of the environments that it is annotated with; again when
 * a signal says that some have changed. What was read stays when it can't be
 * read again for the moment; a mapping that is gone, as long as somebody holds it.
 *
 * @param entity - the entity of the page
 * @returns the rows; `update` shows a mapping as it is now, in its place; `hold`
 *   is told whether a dialog is open about a mapping
 */
export function useTrustRows(entity: Entity) {
  const api = useApi(escTrustApiRef);
  const entityRef = stringifyEntityRef(entity);
  const annotation = entity.metadata.annotations?.[ESC_ENVIRONMENTS_ANNOTATION];
  const question = JSON.stringify([entityRef, annotation]);
  // Told while they are being read: newer than the answer may be.
  const told = useRef<Mapping[]>([]);
  const shown = useRef<Mapping[]>([]);

  const loaded = useLatest(
    useCallback(
      async (signal: AbortSignal) => {
        told.current = [];
        const annotated = annotatedEnvironments(annotation);
        const queries: MappingQuery[] = [{ entityRef: [entityRef] }];
        if (annotated.environments.length > 0) {
          queries.push({ environment: annotated.environments });
        }
        const found = await Promise.all(
          queries.map(query => listAll(api, query, signal)),
        );
        const mappings = found
          .flat()
          .map(mapping => withSameTrust(mapping, shown.current));
        const rows = trustRows(mappings, annotated);
        return {
          of: question,
          rows: withMappings(rows, told.current),
        };
      },
      [api, entityRef, annotation, question],
    ),
  );
  const { value, loading, error, unread, retry, update: change } = loaded;
  shown.current = (value?.rows ?? []).flatMap(row =>
    row.kind === 'mapping' ? row.mapping : [],
  );
  useNudge(MAPPINGS_CHANNEL, retry, NUDGE_SPREAD_MS);

  const update = useCallback(
    (mapping: Mapping) => {
      told.current = [...told.current, mapping];
      change(current => ({
        ...current,
        rows: withMappings(current.rows, [mapping]),
      }));
    },
    [change],
  );

  const [held, setHeld] = useState(NO_ROWS);
  const latestRows = useRef(NO_ROWS);
  const hold = useCallback(
    ({ id }: Mapping, isHeld: boolean) =>
      setHeld(current => {
        const others = current.filter(row => !isAbout(row, id));
        const row = latestRows.current.find(one => isAbout(one, id));
        return isHeld && row ? [...others, row] : others;
      }),
    [],
  );

  const isKnown = value?.of === question;
  const rows = isKnown ? withHeld(value.rows, held) : NO_ROWS;
  latestRows.current = rows;
  return {
    loading: !isKnown && loading,
    error: isKnown ? undefined : error,
    unread: isKnown ? unread : undefined,
    rows,
    retry,
    update,
    hold,
  };
}

function isAbout(row: TrustRow, id: string): boolean {
  return row.kind === 'mapping' && row.mapping.id === id;
}

async function listAll(
  api: EscTrustApi,
  query: MappingQuery,
  signal: AbortSignal,
): Promise<Mapping[]> {
  const mappings: Mapping[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listMappings(
      { ...query, limit: PAGE_SIZE, cursor },
      { signal },
    );
    mappings.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return mappings;
}

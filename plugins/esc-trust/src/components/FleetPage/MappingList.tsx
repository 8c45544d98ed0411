import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Selection, Text } from '@backstage/ui';
import {
  Mapping,
  MappingList as Page,
} from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useBulkAssess } from '../../hooks/useBulkAssess';
import { Latest } from '../../hooks/useLatest';
import { useMayAssess } from '../../hooks/useMayAssess';
import { changed } from '../../model/fleet/fleetFilters';
import { nextPage, previousPage } from '../../model/fleet/fleetPages';
import { FleetQuery } from '../../model/fleet/fleetQuery';
import { mappingRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { BulkOutcome } from './BulkOutcome';
import styles from './Fleet.module.css';
import { MappingsTable } from './MappingsTable';
import { Pager } from './Pager';
import { SelectionBar } from './SelectionBar';
import { FailedFleet, NoMatch } from './states';
import { StillLocation } from './StillLocation';

/** The mappings that the filters leave, by pages, to be selected and assessed. */
export function MappingList(props: {
  query: FleetQuery;
  page: Latest<Page>;
  accountTitles: ReadonlyMap<string, string>;
  onQuery: (query: FleetQuery) => void;
  onClear: () => void;
  /** Some mappings have another report now. */
  onAssessed: () => void;
}) {
  const { query, page, accountTitles, onQuery, onClear } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const linkTo = useRouteRef(mappingRouteRef);
  const hrefOf = useCallback(
    ({ id }: Mapping) => linkTo({ id: encodeURIComponent(id) }),
    [linkTo],
  );
  // Here, since it hears of every change of the URL: the rows need not.
  const entityHref = useEntityRefLink();
  const top = useRef<HTMLElement>(null);
  const { value, isOld, loading, error, update } = page;

  const { selected, selection, select } = useSelection(query, value?.items);
  const mayAssess = useMayAssess(selected.map(({ id }) => id));
  const onMapping = useCallback(
    (mapping: Mapping) =>
      update(({ items, ...rest }) => ({
        ...rest,
        items: items.map(item => (item.id === mapping.id ? mapping : item)),
      })),
    [update],
  );
  const { bulk, start, cancel, dismiss } = useBulkAssess({
    onAssessed: onMapping,
    onEnd: props.onAssessed,
  });

  // The table isn't drawn again because another query would be cleared.
  const latest = useRef({ query, onClear });
  latest.current = { query, onClear };
  const nothing = useMemo(
    () => <NoMatch onClear={() => latest.current.onClear()} />,
    [],
  );
  const onOrder = useCallback(
    (orderField: FleetQuery['orderField'], descending: boolean) =>
      onQuery(changed(latest.current.query, { orderField, descending })),
    [onQuery],
  );

  const turnTo = (next: FleetQuery['page']) => {
    onQuery({ ...query, page: next });
    top.current?.scrollIntoView?.({ block: 'nearest' });
  };
  const previous = value && previousPage(query, value.pageInfo);
  const next = value && nextPage(query, value.pageInfo, value.items.length);
  const isFirst = !query.page;

  return (
    <section
      ref={top}
      aria-label={t('fleet.table')}
      aria-busy={loading}
      className={styles.list}
    >
      <div className={styles.toolbar}>
        <Text as="p" role="status" variant="body-medium" weight="bold">
          {value && !error && t('fleet.total', { count: value.totalItems })}
        </Text>
        {selected.length > 0 && (
          <SelectionBar
            selected={selected}
            mayAssess={mayAssess}
            isAssessing={bulk?.running ?? false}
            onAssess={() => start(selected)}
            onUnselect={() => select(new Set())}
          />
        )}
      </div>
      <BulkOutcome bulk={bulk} onCancel={cancel} onClose={dismiss} />
      {error ? (
        <FailedFleet
          error={error}
          onRetry={page.retry}
          onFirstPage={isFirst ? undefined : () => turnTo(undefined)}
        />
      ) : (
        <>
          <div className={value && isOld ? styles.old : undefined}>
            <StillLocation>
              <MappingsTable
                mappings={value?.items}
                orderField={query.orderField}
                descending={query.descending}
                onOrder={onOrder}
                selected={selection}
                onSelect={select}
                hrefOf={hrefOf}
                entityHref={entityHref}
                accountTitles={accountTitles}
                nothing={nothing}
              />
            </StillLocation>
          </div>
          {value && value.totalItems > 0 && (
            <Pager
              from={
                isFirst || query.page?.offset
                  ? (query.page?.offset ?? 0) + 1
                  : undefined
              }
              count={value.items.length}
              total={value.totalItems}
              pageSize={query.pageSize}
              // What is shown is still the other page: its ways lead nowhere new.
              isTurning={loading}
              onPrevious={previous && (() => turnTo(previous.page))}
              onNext={next && (() => turnTo(next.page))}
              onPageSize={pageSize => onQuery(changed(query, { pageSize }))}
            />
          )}
        </>
      )}
    </section>
  );
}

const NONE: Selection = new Set();

/** What is selected belongs to the page that it was selected on. */
function useSelection(query: FleetQuery, items: readonly Mapping[] = []) {
  const [of, setOf] = useState(query);
  const [selection, select] = useState<Selection>(NONE);
  if (of !== query) {
    setOf(query);
    select(NONE);
  }
  const selected = useMemo(
    () => items.filter(({ id }) => selection === 'all' || selection.has(id)),
    [items, selection],
  );
  return { selected, selection, select };
}

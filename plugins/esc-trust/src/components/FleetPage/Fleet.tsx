import { Container } from '@backstage/ui';
import { Summary } from '@internal/backstage-plugin-esc-trust-common';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useCreateRoleHref } from '../../hooks/useCreateRoleHref';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useFilterLabel } from '../../hooks/useFilterLabel';
import { useFleetQuery } from '../../hooks/useFleetQuery';
import { useFleetSummary } from '../../hooks/useFleetSummary';
import { useMappingPage } from '../../hooks/useMappingPage';
import { useNudge } from '../../hooks/useNudge';
import { useSources } from '../../hooks/useSources';
import {
  changed,
  cleared,
  isNarrowed,
  withFilter,
} from '../../model/fleet/fleetFilters';
import {
  FleetQuery,
  formatFleetQuery,
  parseFleetQuery,
  WHOLE_FLEET,
} from '../../model/fleet/fleetQuery';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { MAPPINGS_CHANNEL, NUDGE_SPREAD_MS } from '../../model/signals';
import { accountTitles, Source } from '../../model/fleet/sources';
import { UnreadHint } from '../elements/UnreadHint';
import styles from './Fleet.module.css';
import { FleetFilters } from './FleetFilters';
import { FilterChips } from './FilterChips';
import { MappingList } from './MappingList';
import { SourcesCard } from './SourcesCard';
import { EmptyFleet, FailedFleet } from './states';
import { StatusOverview } from './StatusOverview';

/** All mappings: how they are, whose they are, and what can be done about them. */
export function Fleet() {
  useDocumentTitle('mappings');
  const { query, hrefOf, go } = useFleetQuery();
  const page = useMappingPage(query);
  const { whole, scope } = useFleetSummary(query);
  const sources = useSources();
  const createRoleHref = useCreateRoleHref();
  const titles = useMemo(
    () => accountTitles(sources.value ?? []),
    [sources.value],
  );
  const labelOf = useFilterLabel(titles);
  const list = useList(query);
  // What the filters themselves show can wait until the list is being asked for.
  const shownList = useDeferredValue(list);
  const search = useCallback(
    (q: string) =>
      // Going back leads to what was there before the search, not to each word.
      go(changed(list, { q }), { replace: list.q !== '' && q !== '' }),
    [go, list],
  );
  const clear = useCallback(() => go(cleared(list)), [go, list]);
  const counts = whole.value;
  const countIn = useCallback(
    (source: Source) => countOf(source, counts),
    [counts],
  );
  const hrefOfSource = useCallback(
    ({ kind, name }: Source) =>
      hrefOf(
        withFilter(
          WHOLE_FLEET,
          kind === 'account' ? 'accountId' : 'organization',
          [name],
        ),
      ),
    [hrefOf],
  );

  const readAgain = () => {
    page.retry();
    whole.retry();
    scope.retry();
    sources.retry();
  };
  useNudge(MAPPINGS_CHANNEL, readAgain, NUDGE_SPREAD_MS);

  // Then nothing else can be loaded either: it is said once.
  const { error } = page;
  if (error && (isDenied(error) || isBackendMissing(error))) {
    return (
      <Container>
        <FailedFleet error={error} onRetry={readAgain} />
      </Container>
    );
  }

  // They are read together: said once, by what fails first.
  const unread = [page, scope, whole, sources].find(one => one.unread)?.unread;
  const sourcesCard = (
    <SourcesCard
      sources={sources.value}
      error={sources.error}
      onRetry={sources.retry}
      countOf={countIn}
      hrefOf={hrefOfSource}
    />
  );
  if (!page.loading && page.value?.totalItems === 0 && !isNarrowed(query)) {
    return (
      <Container>
        <div className={styles.page}>
          <UnreadHint unread={unread} onRetry={readAgain} />
          <EmptyFleet createRoleHref={createRoleHref?.()} />
          {sourcesCard}
        </div>
      </Container>
    );
  }
  return (
    <Container>
      <div className={styles.page}>
        <UnreadHint unread={unread} onRetry={readAgain} />
        <div className={styles.panels}>
          <StatusOverview
            summary={scope.value}
            isOld={scope.isOld}
            error={scope.error}
            onRetry={scope.retry}
            query={shownList}
            hrefOf={hrefOf}
          />
          {sourcesCard}
        </div>
        <FleetFilters
          query={list}
          summary={whole.value}
          labelOf={labelOf}
          onChange={go}
          onSearch={search}
        />
        <FilterChips
          query={list}
          labelOf={labelOf}
          onChange={go}
          onClear={clear}
        />
        <MappingList
          query={query}
          page={page}
          accountTitles={titles}
          onQuery={go}
          onClear={clear}
          onAssessed={() => {
            whole.retry();
            scope.retry();
          }}
        />
      </div>
    </Container>
  );
}

/** The query without its page: the same one as long as only pages are turned. */
function useList(query: FleetQuery): FleetQuery {
  const text = formatFleetQuery(changed(query, {})).toString();
  return useMemo(() => parseFleetQuery(new URLSearchParams(text)), [text]);
}

/** How many mappings a source has. */
function countOf(
  { kind, name }: Source,
  summary: Summary | undefined,
): number | undefined {
  const groups =
    kind === 'account' ? summary?.accounts : summary?.organizations;
  return groups?.find(group => group.name === name)?.totalItems;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Switch } from '@backstage/ui';
import {
  findingCodes,
  GroupCounts,
  Summary,
} from '@internal/backstage-plugin-esc-trust-common';
import { memo, useCallback, useMemo } from 'react';
import {
  changed,
  ChosenFilter,
  withFilter,
} from '../../model/fleet/fleetFilters';
import {
  FilterName,
  FleetQuery,
  MAPPING_SOURCES,
} from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import { FilterChoice, FilterMenu } from './FilterMenu';
import styles from './FleetFilters.module.css';
import { SearchBox } from './SearchBox';

/** What can be chosen here; the overview offers the others. */
const MENUS = [
  'finding',
  'organization',
  'accountId',
  'ownerRef',
  'source',
] as const satisfies readonly FilterName[];

/** Nothing is chosen. */
const NONE: readonly string[] = [];

/** Narrows the list down. */
export const FleetFilters = memo(
  (props: {
    query: FleetQuery;
    /** Of the whole fleet: says what there is to choose. */
    summary?: Summary;
    labelOf: (filter: ChosenFilter) => string;
    onChange: (query: FleetQuery) => void;
    onSearch: (text: string) => void;
  }) => {
    const { query, summary, labelOf, onChange, onSearch } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const choices = useMemo(() => {
      const plain = (name: FilterName, values: readonly string[]) =>
        values.map(value => ({ value, label: labelOf({ name, value }) }));
      const counted = (name: FilterName, groups: GroupCounts[] = []) =>
        groups
          // Nobody can ask for those that have none.
          .filter(group => group.name !== '')
          .map(group => ({
            value: group.name,
            label: labelOf({ name, value: group.name }),
            count: group.totalItems,
          }));
      return {
        finding: plain('finding', findingCodes),
        organization: counted('organization', summary?.organizations),
        accountId: counted('accountId', summary?.accounts),
        ownerRef: counted('ownerRef', summary?.owners),
        source: plain('source', MAPPING_SOURCES),
      } satisfies Record<(typeof MENUS)[number], FilterChoice[]>;
    }, [summary, labelOf]);

    const choose = useCallback(
      (name: FilterName, values: string[]) =>
        onChange(withFilter(query, name, values)),
      [query, onChange],
    );
    return (
      <div
        role="search"
        aria-label={t('fleet.filters')}
        className={styles.filters}
      >
        <SearchBox value={query.q} onSearch={onSearch} />
        {MENUS.map(name => (
          <FilterMenu
            key={name}
            name={name}
            label={t(`fleet.filter.${name}`)}
            choices={choices[name]}
            chosen={query.filters[name] ?? NONE}
            onChange={choose}
          />
        ))}
        <Switch
          label={t('fleet.ignored')}
          isSelected={query.ignored}
          onChange={ignored => onChange(changed(query, { ignored }))}
        />
      </div>
    );
  },
);

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Tag, TagGroup } from '@backstage/ui';
import { memo } from 'react';
import {
  changed,
  ChosenFilter,
  chosenFilters,
  toggled,
} from '../../model/fleet/fleetFilters';
import { FleetQuery } from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import styles from './FleetFilters.module.css';

/** What narrows the list down at the moment, each to be removed. */
export const FilterChips = memo(
  (props: {
    query: FleetQuery;
    labelOf: (filter: ChosenFilter) => string;
    onChange: (query: FleetQuery) => void;
    onClear: () => void;
  }) => {
    const { query, labelOf, onChange, onClear } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const chips = [
      ...chosenFilters(query).map(filter => ({
        id: `${filter.name}=${filter.value}`,
        text: t('fleet.chip', {
          name: t(`fleet.filter.${filter.name}`),
          value: labelOf(filter),
        }),
        without: toggled(query, filter),
      })),
      ...(query.ignored
        ? [
            {
              id: 'ignored',
              text: t('fleet.ignored'),
              without: changed(query, { ignored: false }),
            },
          ]
        : []),
      ...(query.q
        ? [
            {
              id: 'q',
              text: t('fleet.chip', {
                name: t('fleet.filter.q'),
                value: query.q,
              }),
              without: changed(query, { q: '' }),
            },
          ]
        : []),
    ];
    if (chips.length === 0) {
      return null;
    }
    return (
      <section aria-label={t('fleet.chips')} className={styles.chips}>
        <TagGroup
          aria-label={t('fleet.chips')}
          items={chips}
          onRemove={keys => {
            const removed = chips.find(({ id }) => keys.has(id));
            if (removed) {
              onChange(removed.without);
            }
          }}
        >
          {chip => (
            <Tag
              id={chip.id}
              size="small"
              textValue={chip.text}
              className={styles.chip}
            >
              {chip.text}
            </Tag>
          )}
        </TagGroup>
        <Button size="small" variant="tertiary" onPress={onClear}>
          {t('fleet.clear')}
        </Button>
      </section>
    );
  },
);

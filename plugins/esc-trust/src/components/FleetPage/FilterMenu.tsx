import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  MenuAutocompleteListbox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { memo, useMemo } from 'react';
import { FilterName } from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import styles from './FleetFilters.module.css';

/** One value that a filter can have. */
export interface FilterChoice {
  value: string;
  label: string;
  /** How many mappings have it, in the whole fleet. */
  count?: number;
}

/** More than these are drawn only as far as they are seen. */
const FEW = 50;

/** Chooses values of one filter, out of however many. */
export const FilterMenu = memo(
  (props: {
    name: FilterName;
    label: string;
    choices: FilterChoice[];
    chosen: readonly string[];
    onChange: (name: FilterName, values: string[]) => void;
  }) => {
    const { name, label, choices, chosen, onChange } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    // A thousand items that are the same stay as they are.
    const items = useMemo(
      () =>
        choices.map(choice => (
          <MenuListBoxItem
            key={choice.value}
            id={choice.value}
            textValue={choice.label}
          >
            <Choice {...choice} />
          </MenuListBoxItem>
        )),
      [choices],
    );
    return (
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconEnd={<RiArrowDownSLine aria-hidden />}
          isDisabled={choices.length === 0}
          aria-label={
            chosen.length > 0
              ? t('fleet.filterChosen', { name: label, chosen: chosen.length })
              : label
          }
        >
          {chosen.length > 0 ? `${label} (${chosen.length})` : label}
        </Button>
        <MenuAutocompleteListbox
          aria-label={label}
          placeholder={t('fleet.filterSearch', { name: label.toLowerCase() })}
          selectionMode="multiple"
          selectedKeys={chosen}
          virtualized={choices.length > FEW}
          maxWidth="340px"
          maxHeight="320px"
          onSelectionChange={keys =>
            onChange(
              name,
              keys === 'all'
                ? choices.map(({ value }) => value)
                : [...keys].map(String),
            )
          }
        >
          {items}
        </MenuAutocompleteListbox>
      </MenuTrigger>
    );
  },
);

/** Drawn, and its count written out, only while it is seen. */
function Choice({ label, count }: FilterChoice) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <span className={styles.choice}>
      <span className={styles.choiceLabel} title={label}>
        {label}
      </span>
      {count !== undefined && (
        <span className={styles.choiceCount}>
          {t('fleet.share', { share: count })}
        </span>
      )}
    </span>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Select, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { FleetQuery, PAGE_SIZES } from '../../model/fleet/fleetQuery';
import { escTrustTranslationRef } from '../../translation';
import styles from './MappingsTable.module.css';

/** Which part of the list is shown, and the ways to the others. */
export function Pager(props: {
  /** Undefined where nobody knows how many come before. */
  from?: number;
  count: number;
  total: number;
  pageSize: FleetQuery['pageSize'];
  /** Another page is on its way; the buttons keep the focus meanwhile. */
  isTurning: boolean;
  /** Undefined where there is none. */
  onPrevious?: () => void;
  onNext?: () => void;
  onPageSize: (pageSize: FleetQuery['pageSize']) => void;
}) {
  const { from, count, total, pageSize, isTurning, onPrevious, onNext } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const group = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);

  // A button that ends at the last page must not take the focus with it.
  const hasNext = onNext !== undefined;
  const hasPrevious = onPrevious !== undefined;
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      group.current
        ?.querySelector<HTMLElement>('button:not([disabled])')
        ?.focus();
    }
  }, [hasNext, hasPrevious]);

  return (
    <nav aria-label={t('fleet.pages')} className={styles.pager}>
      <Select
        size="small"
        className={styles.size}
        aria-label={t('fleet.pageSize')}
        options={PAGE_SIZES.map(size => ({
          value: String(size),
          label: t('fleet.rows', { size }),
        }))}
        value={String(pageSize)}
        onChange={value => {
          const size = PAGE_SIZES.find(known => String(known) === value);
          if (size) {
            props.onPageSize(size);
          }
        }}
      />
      <Text variant="body-small" className={styles.range}>
        {from === undefined
          ? t('fleet.rangeUnknown', { shown: count, total })
          : t('fleet.range', { from, to: from + count - 1, total })}
      </Text>
      <div
        ref={group}
        className={styles.steps}
        onFocus={() => {
          hadFocus.current = true;
        }}
        onBlur={({ relatedTarget }) => {
          // To nowhere: the button is gone or disabled.
          hadFocus.current = relatedTarget === null;
        }}
      >
        <ButtonIcon
          size="small"
          variant="secondary"
          aria-label={t('fleet.previousPage')}
          icon={<RiArrowLeftSLine />}
          isDisabled={!onPrevious}
          onPress={isTurning ? undefined : onPrevious}
        />
        <ButtonIcon
          size="small"
          variant="secondary"
          aria-label={t('fleet.nextPage')}
          icon={<RiArrowRightSLine />}
          isDisabled={!onNext}
          onPress={isTurning ? undefined : onNext}
        />
      </div>
    </nav>
  );
}

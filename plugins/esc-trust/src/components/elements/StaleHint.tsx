import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { ageOf } from '../../model/age';
import { escTrustTranslationRef } from '../../translation';
import styles from './StaleHint.module.css';
import text from './text.module.css';

/** Says that the report is the last good one: how old it is, and why. */
export function StaleHint(props: { since: string; reason: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { value, unit } = ageOf(props.since);
  return (
    <Text
      as="p"
      variant="body-small"
      className={`${text.quiet} ${styles.stale}`}
    >
      <RiHistoryLine size={16} aria-hidden className={styles.icon} />
      <span>
        {t('card.stale', {
          age: value,
          reason: props.reason,
          formatParams: { age: { range: unit, numeric: 'auto' } },
        })}
      </span>
    </Text>
  );
}

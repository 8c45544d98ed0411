import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { countStatuses, TrustRow } from '../../model/entity/trustRows';
import { escTrustTranslationRef } from '../../translation';
import { StatusBadge } from '../elements/StatusBadge';
import styles from './StatusCounts.module.css';

/** How many mappings there are of each status, worst first. */
export function StatusCounts(props: { rows: TrustRow[] }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <ul className={styles.counts} aria-label={t('card.counts')}>
      {countStatuses(props.rows).map(({ status, count }) => (
        <li key={status}>
          <StatusBadge status={status}>
            {count} {t(`status.${status}`)}
          </StatusBadge>
        </li>
      ))}
    </ul>
  );
}

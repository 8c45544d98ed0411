import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { HistoryEntry } from '@internal/backstage-plugin-esc-trust-common';
import { historyChanges } from '../../model/mapping/historyChanges';
import { escTrustTranslationRef } from '../../translation';
import { ErrorNotice } from '../elements/ErrorNotice';
import { Loading } from '../elements/Loading';
import text from '../elements/text.module.css';
import styles from './History.module.css';
import { HistoryItem } from './HistoryItem';

/** How the report has changed, the latest first. */
export function History(props: {
  /** Absent until they are read. */
  items?: HistoryEntry[];
  error?: Error;
  onRetry: () => void;
  earlier: { loading: boolean; error?: Error };
  /** Absent at the beginning of the history. */
  onShowEarlier?: () => void;
}) {
  const { items, error, onRetry, earlier, onShowEarlier } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);

  if (error) {
    return (
      <ErrorNotice title={t('mapping.historyError')} error={error}>
        <Button variant="secondary" onPress={onRetry}>
          {t('failed.retry')}
        </Button>
      </ErrorNotice>
    );
  }
  if (!items) {
    return <Loading label={t('mapping.historyLoading')} bars={[['70%', 48]]} />;
  }
  if (items.length === 0) {
    return (
      <Text as="p" className={text.quiet}>
        {t('mapping.noHistory')}
      </Text>
    );
  }
  return (
    <>
      <ol className={styles.timeline} aria-label={t('mapping.history')}>
        {historyChanges(items, !onShowEarlier).map((change, index) => (
          <HistoryItem key={`${change.entry.at} ${index}`} {...change} />
        ))}
      </ol>
      {earlier.error && !earlier.loading && (
        <ErrorNotice title={t('mapping.historyError')} error={earlier.error} />
      )}
      {onShowEarlier && (
        <Button
          size="small"
          variant="secondary"
          isPending={earlier.loading}
          onPress={() => onShowEarlier()}
        >
          {t('mapping.earlier')}
        </Button>
      )}
    </>
  );
}

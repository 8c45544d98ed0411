import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { HistoryEntry } from '@internal/backstage-plugin-esc-trust-common';
import { historyChanges } from '../../model/mapping/historyChanges';
import { escTrustTranslationRef } from '../../translation';
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
      <Flex direction="column" align="stretch" gap="3">
        <ResponseErrorPanel title={t('mapping.historyError')} error={error} />
        <div>
          <Button variant="secondary" onPress={onRetry}>
            {t('mapping.retry')}
          </Button>
        </div>
      </Flex>
    );
  }
  if (!items) {
    return (
      <div role="status" aria-label={t('mapping.historyLoading')} aria-busy>
        <Skeleton width="70%" height={48} />
      </div>
    );
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
        <ResponseErrorPanel
          title={t('mapping.historyError')}
          error={earlier.error}
        />
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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { useRef } from 'react';
import { Unread } from '../../hooks/useLatest';
import { messageOf } from '../../model/errors/messageOf';
import { escTrustTranslationRef } from '../../translation';
import text from './text.module.css';
import styles from './UnreadHint.module.css';

/** Says that what is shown could not be read again. Is heard when it comes. */
export function UnreadHint(props: { unread?: Unread; onRetry: () => void }) {
  const { unread, onRetry } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // The button goes with what it is about: the focus stays in the place.
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} role="status" tabIndex={-1} className={styles.place}>
      {unread && (
        <div className={styles.hint}>
          <RiHistoryLine size={16} aria-hidden className={styles.icon} />
          <Text variant="body-small" className={text.quiet}>
            {t('unread.hint', {
              at: unread.readAt,
              reason: messageOf(unread.error),
              formatParams: { at: { dateStyle: 'medium', timeStyle: 'short' } },
            })}
          </Text>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => {
              place.current?.focus();
              onRetry();
            }}
          >
            {t('failed.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

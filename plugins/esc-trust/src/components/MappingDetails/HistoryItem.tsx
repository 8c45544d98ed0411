import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { HistoryChange } from '../../model/mapping/historyChanges';
import { escTrustTranslationRef } from '../../translation';
import { StatusBadge } from '../elements/StatusBadge';
import text from '../elements/text.module.css';
import styles from './History.module.css';

/** One change of the report: when, what it says since, what is different. */
export function HistoryItem({ entry, appeared, vanished }: HistoryChange) {
  const { at, status, statusBefore, access, exposure } = entry;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const name = t(`status.${status}`);
  return (
    <li className={styles.change}>
      <div className={styles.headline}>
        <StatusBadge status={status}>{name}</StatusBadge>
        <Text variant="body-small">
          {changeOf()}
          {', '}
          <time dateTime={at}>
            {t('mapping.at', {
              at: new Date(at),
              formatParams: { at: { dateStyle: 'medium', timeStyle: 'short' } },
            })}
          </time>
        </Text>
      </div>
      <Text as="p" variant="body-small" className={text.quiet}>
        {t('mapping.axes', {
          access: t(`mapping.access.${access}`),
          exposure: t(`mapping.exposure.${exposure}`),
        })}
      </Text>
      {appeared.length > 0 && (
        <Text as="p" variant="body-small" className={styles.codes}>
          {t('mapping.appeared', { codes: appeared.join(', ') })}
        </Text>
      )}
      {vanished.length > 0 && (
        <Text as="p" variant="body-small" className={styles.codes}>
          {t('mapping.vanished', { codes: vanished.join(', ') })}
        </Text>
      )}
    </li>
  );

  function changeOf(): string {
    if (!statusBefore) {
      return t('mapping.first');
    }
    return statusBefore === status
      ? t('mapping.same')
      : t('mapping.before', { before: t(`status.${statusBefore}`) });
  }
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { acceptanceEntries } from '../../model/mapping/acceptanceEntries';
import { escTrustTranslationRef } from '../../translation';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';
import styles from './AcceptanceList.module.css';

/** What was accepted on purpose, those that don't count any more too. */
export function AcceptanceList({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  const day = (at: string) =>
    t('mapping.at', {
      at: new Date(at),
      formatParams: { at: { dateStyle: 'medium' } },
    });
  return (
    <ul className={styles.acceptances} aria-label={t('mapping.acceptances')}>
      {acceptanceEntries(mapping).map(({ acceptance, code, state }) => (
        <li key={acceptance.fingerprint} className={styles.acceptance}>
          <Text as="p" className={styles.reason}>
            {acceptance.reason}
          </Text>
          <Text as="p" variant="body-small" className={text.quiet}>
            {code && <code className={styles.code}>{code}</code>}{' '}
            {t('mapping.accepted', {
              by: <EntityName entityRef={acceptance.acceptedBy} />,
              at: day(acceptance.acceptedAt),
              until: day(acceptance.until),
            })}
          </Text>
          {state !== 'counts' && (
            <Text as="p" variant="body-small">
              {t(`mapping.${state}`)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

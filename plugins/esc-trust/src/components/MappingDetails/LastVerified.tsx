import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Verification } from '@internal/backstage-plugin-esc-trust-common';
import { RiCheckLine, RiCloseCircleLine } from '@remixicon/react';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './LastVerified.module.css';

/** What happened when the environment was last really opened. */
export function LastVerified(props: { verification?: Verification }) {
  const { verification } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (!verification) {
    return <>{t('mapping.neverVerified')}</>;
  }
  const { at, outcome, openedBy, gate, message } = verification;
  const Icon = outcome === 'success' ? RiCheckLine : RiCloseCircleLine;
  return (
    <div className={styles[outcome]}>
      <span className={styles.outcome}>
        <Icon size={16} aria-hidden className={styles.icon} />
        <time dateTime={at}>
          {t(`mapping.verifiedAs.${outcome}`, {
            at: new Date(at),
            formatParams: { at: { dateStyle: 'medium', timeStyle: 'short' } },
          })}
        </time>
      </span>
      {openedBy && (
        <Text as="p" variant="body-small" className={text.quiet}>
          {t('mapping.verifiedBy', { user: openedBy })}
        </Text>
      )}
      {gate && (
        <Text as="p" variant="body-small">
          {t('mapping.verifiedGate', { gate: t(`report.gate.${gate}`) })}
        </Text>
      )}
      {message && (
        <Text as="p" variant="body-small" className={styles.message}>
          {message}
        </Text>
      )}
    </div>
  );
}

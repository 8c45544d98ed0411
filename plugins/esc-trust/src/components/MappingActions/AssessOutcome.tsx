import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  escTrustMappingAssessPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/isDenied';
import { messageOf } from '../../model/messageOf';
import { escTrustTranslationRef } from '../../translation';
import text from '../EntityEscTrustCard/text.module.css';
import styles from './AssessOutcome.module.css';

/** What came of the latest assessment, to eyes and to screen readers. */
export function AssessOutcome(props: {
  loading: boolean;
  error?: Error;
  value?: Mapping;
}) {
  const { loading, error, value } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // Always there, so that screen readers hear what comes.
  return (
    <div role="status" className={styles.outcome}>
      {!loading && error && (
        <Alert
          status="danger"
          icon
          title={t('assess.error')}
          description={
            isDenied(error)
              ? t('assess.denied', {
                  permission: escTrustMappingAssessPermission.name,
                })
              : messageOf(error)
          }
        />
      )}
      {!loading && !error && value && (
        <Text as="span" variant="body-small" className={text.quiet}>
          {value.stale
            ? t('assess.stale')
            : t('assess.done', { status: t(`status.${value.trust.status}`) })}
        </Text>
      )}
    </div>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  escTrustMappingAssessPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/errors/isDenied';
import { messageOf } from '../../model/errors/messageOf';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';

/** How something that was asked for is going. */
export interface AsyncOutcome<TValue> {
  loading: boolean;
  error?: Error;
  value?: TValue;
}

/** What came of the latest assessment. */
export function AssessOutcome(props: AsyncOutcome<Mapping>) {
  const { loading, error, value } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (loading) {
    return null;
  }
  if (error) {
    return (
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
    );
  }
  return value ? (
    <Text as="span" variant="body-small" className={text.quiet}>
      {value.stale
        ? t('assess.stale')
        : t('assess.done', { status: t(`status.${value.trust.status}`) })}
    </Text>
  ) : null;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { escTrustOperationReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { FailedLoad } from '../elements/FailedLoad';
import { Loading } from '../elements/Loading';
import { Notice } from '../elements/Notice';

/** While operations are on their way. */
export function LoadingOperations() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Loading
      label={t('operations.loading')}
      bars={[
        ['40%', 24],
        ['100%', 40],
        ['100%', 40],
        ['100%', 40],
      ]}
    />
  );
}

/** The user has asked for nothing yet. */
export function EmptyOperations() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Notice
      title={t('operations.empty')}
      detail={t('operations.emptyDetail')}
    />
  );
}

/** There is no such operation, or none that the user may know of. */
export function MissingOperation() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Notice
      title={t('operations.notFound')}
      detail={t('operations.notFoundDetail')}
    />
  );
}

/** Nothing could be loaded, and why. */
export function FailedOperations(props: {
  error: Error;
  /** Default: the list of them. */
  isOne?: boolean;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <FailedLoad
      {...props}
      title={t(props.isOne ? 'operations.oneError' : 'operations.error')}
      denied={t('operations.denied')}
      permission={escTrustOperationReadPermission}
    />
  );
}

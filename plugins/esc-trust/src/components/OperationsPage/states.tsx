import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton } from '@backstage/ui';
import { escTrustOperationReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';

/** While operations are on their way. */
export function LoadingOperations() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="status" aria-label={t('operations.loading')} aria-busy>
      <Flex direction="column" gap="3">
        <Skeleton width="40%" height={24} />
        <Skeleton width="100%" height={40} />
        <Skeleton width="100%" height={40} />
        <Skeleton width="100%" height={40} />
      </Flex>
    </div>
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
  /** Default: that of the list. */
  title?: string;
  error: Error;
  /** What is asked for always exists: then nobody answers at all. */
  isList?: boolean;
  onRetry: () => void;
}) {
  const { error, isList = true, onRetry } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (isDenied(error)) {
    return (
      <Notice
        title={t('operations.denied')}
        detail={t('operations.deniedDetail', {
          permission: escTrustOperationReadPermission.name,
        })}
      />
    );
  }
  const retry = (
    <div>
      <Button variant="secondary" onPress={onRetry}>
        {t('operation.retry')}
      </Button>
    </div>
  );
  if (isList && isBackendMissing(error)) {
    return (
      <Notice
        title={t('operations.missing')}
        detail={t('operations.missingDetail')}
      >
        {retry}
      </Notice>
    );
  }
  return (
    <Flex direction="column" align="stretch" gap="3">
      <ResponseErrorPanel
        title={props.title ?? t('operations.error')}
        error={error}
      />
      {retry}
    </Flex>
  );
}

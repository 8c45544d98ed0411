import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton } from '@backstage/ui';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';

/** While roles are on their way. */
export function LoadingRoles() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="status" aria-label={t('roles.loading')} aria-busy>
      <Flex direction="column" gap="3">
        <Skeleton width="40%" height={24} />
        <Skeleton width="100%" height={240} />
      </Flex>
    </div>
  );
}

/** Roles can't be had, and why. */
export function FailedRoles(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (isDenied(error)) {
    return (
      <Notice
        title={t('roles.denied')}
        detail={t('roles.deniedDetail', {
          permission: escTrustRoleReadPermission.name,
        })}
      />
    );
  }
  const retry = (
    <Button variant="secondary" onPress={onRetry}>
      {t('roles.retry')}
    </Button>
  );
  if (isBackendMissing(error)) {
    return (
      <Notice
        title={t('roles.backendMissing')}
        detail={t('roles.backendMissingDetail')}
      >
        {retry}
      </Notice>
    );
  }
  return (
    <Flex direction="column" align="stretch" gap="3">
      <ResponseErrorPanel title={t('roles.error')} error={error} />
      <div>{retry}</div>
    </Flex>
  );
}

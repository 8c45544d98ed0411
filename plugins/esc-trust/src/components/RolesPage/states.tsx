import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { FailedLoad } from '../elements/FailedLoad';
import { Loading } from '../elements/Loading';

/** While roles are on their way. */
export function LoadingRoles() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Loading
      label={t('roles.loading')}
      bars={[
        ['40%', 24],
        ['100%', 240],
      ]}
    />
  );
}

/** Roles can't be had, and why. */
export function FailedRoles(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <FailedLoad
      {...props}
      title={t('roles.error')}
      denied={t('roles.denied')}
      permission={escTrustRoleReadPermission}
    />
  );
}

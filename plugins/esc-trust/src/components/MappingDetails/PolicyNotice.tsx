import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  escTrustEnvironmentReadPermission,
  escTrustRoleReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { RolePolicy } from '../../hooks/useRolePolicy';
import { escTrustTranslationRef } from '../../translation';
import { ErrorNotice } from '../elements/ErrorNotice';
import { Loading } from '../elements/Loading';
import text from '../elements/text.module.css';

/** Why a trust policy is not there to be seen. */
export function PolicyNotice({ policy }: { policy: RolePolicy }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  switch (policy.kind) {
    case 'known':
      return null;
    case 'loading':
      return (
        <Loading label={t('mapping.policyLoading')} bars={[['100%', 160]]} />
      );
    case 'failed':
      return (
        <ErrorNotice title={t('mapping.policyError')} error={policy.error}>
          <Button variant="secondary" onPress={policy.retry}>
            {t('failed.retry')}
          </Button>
        </ErrorNotice>
      );
    default:
      return (
        <Text as="p" className={text.quiet}>
          {say(policy.kind)}
        </Text>
      );
  }

  function say(kind: 'no-role' | 'missing' | 'hidden' | 'denied'): string {
    switch (kind) {
      case 'hidden':
        return t('mapping.policy.hidden', {
          permission: escTrustEnvironmentReadPermission.name,
        });
      case 'denied':
        return t('mapping.policy.denied', {
          permission: escTrustRoleReadPermission.name,
        });
      default:
        return t(`mapping.policy.${kind}`);
    }
  }
}

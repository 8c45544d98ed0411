import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import {
  escTrustEnvironmentReadPermission,
  escTrustRoleReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { RolePolicy } from '../../hooks/useRolePolicy';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';

/** Why a trust policy is not there to be seen. */
export function PolicyNotice({ policy }: { policy: RolePolicy }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  switch (policy.kind) {
    case 'known':
      return null;
    case 'loading':
      return (
        <div role="status" aria-label={t('mapping.policyLoading')} aria-busy>
          <Skeleton width="100%" height={160} />
        </div>
      );
    case 'failed':
      return (
        <Flex direction="column" align="stretch" gap="3">
          <ResponseErrorPanel
            title={t('mapping.policyError')}
            error={policy.error}
          />
          <div>
            <Button variant="secondary" onPress={policy.retry}>
              {t('mapping.retry')}
            </Button>
          </div>
        </Flex>
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

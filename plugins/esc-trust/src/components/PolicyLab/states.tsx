import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/errors/isDenied';
import { messageOf } from '../../model/errors/messageOf';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';

/** While the role of the link is on its way. */
export function LoadingStart() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="status" aria-label={t('lab.loading')} aria-busy>
      <Flex direction="column" gap="3">
        <Skeleton width="30%" height={24} />
        <Skeleton width="100%" height={320} />
      </Flex>
    </div>
  );
}

/** The role of the link can't be had: the lab works without it. */
export function FailedStart(props: {
  error: Error;
  onRetry: () => void;
  onWithout: () => void;
}) {
  const { error, onRetry, onWithout } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" align="stretch" gap="3">
      {isDenied(error) ? (
        <div role="alert">
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('lab.startDenied')}
          </Text>
          <Text as="p" className={text.quiet}>
            {t('lab.startDeniedDetail', {
              permission: escTrustRoleReadPermission.name,
            })}
          </Text>
        </div>
      ) : (
        <ResponseErrorPanel
          title={`${t('lab.startError')}: ${messageOf(error)}`}
          error={error}
        />
      )}
      <Flex gap="2">
        <Button variant="primary" onPress={onWithout}>
          {t('lab.startWithout')}
        </Button>
        <Button variant="secondary" onPress={onRetry}>
          {t('lab.retry')}
        </Button>
      </Flex>
    </Flex>
  );
}

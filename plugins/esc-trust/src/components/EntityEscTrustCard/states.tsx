import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex, Skeleton, Text } from '@backstage/ui';
import {
  ESC_ENVIRONMENTS_ANNOTATION,
  escTrustMappingReadPermission,
} from '@internal/backstage-plugin-esc-trust-common';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';

/** While the mappings are on their way. */
export function LoadingTrust() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div role="status" aria-label={t('card.loading')} aria-busy>
      <Flex direction="column" gap="2">
        <Skeleton width="50%" height={20} />
        <Skeleton width="90%" height={16} />
        <Skeleton width="70%" height={16} />
      </Flex>
    </div>
  );
}

/** No environment of the entity uses a role: shows the way in. */
export function EmptyTrust(props: { createRoleHref?: () => string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" align="start" gap="2">
      <Text as="p">{t('card.empty')}</Text>
      <Text as="p" variant="body-small" className={text.quiet}>
        {t('card.emptyDetail', { annotation: ESC_ENVIRONMENTS_ANNOTATION })}
      </Text>
      {props.createRoleHref && (
        <ButtonLink href={props.createRoleHref()} variant="secondary">
          {t('card.createRole')}
        </ButtonLink>
      )}
    </Flex>
  );
}

/** Nothing could be read: says why, and what helps. */
export function UnreadTrust(props: { error: Error; onRetry: () => void }) {
  if (isDenied(props.error)) {
    return <DeniedTrust />;
  }
  return isBackendMissing(props.error) ? (
    <MissingBackend onRetry={props.onRetry} />
  ) : (
    <FailedTrust {...props} />
  );
}

/** Nobody answers: the backend's plugin is not installed, or it is away. */
function MissingBackend(props: { onRetry: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" align="start" gap="2">
      <Text as="p">{t('card.missing')}</Text>
      <Text as="p" variant="body-small" className={text.quiet}>
        {t('card.missingDetail')}
      </Text>
      <Button variant="secondary" onPress={props.onRetry}>
        {t('card.retry')}
      </Button>
    </Flex>
  );
}

/** The user may not see any mapping. */
function DeniedTrust() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" gap="2">
      <Text as="p">{t('card.denied')}</Text>
      <Text as="p" variant="body-small" className={text.quiet}>
        {t('card.deniedDetail', {
          permission: escTrustMappingReadPermission.name,
        })}
      </Text>
    </Flex>
  );
}

/** The mappings could not be loaded. */
function FailedTrust(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" align="stretch" gap="3">
      <ResponseErrorPanel title={t('card.error')} error={props.error} />
      <div>
        <Button variant="secondary" onPress={props.onRetry}>
          {t('card.retry')}
        </Button>
      </div>
    </Flex>
  );
}

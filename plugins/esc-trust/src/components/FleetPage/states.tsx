import { ResponseErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { escTrustMappingReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isBackendMissing } from '../../model/errors/isBackendMissing';
import { isDenied } from '../../model/errors/isDenied';
import { escTrustTranslationRef } from '../../translation';
import { Notice } from '../elements/Notice';

/** Nobody has a mapping yet: shows the way in. */
export function EmptyFleet(props: { createRoleHref?: string }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Notice title={t('fleet.empty')} detail={t('fleet.emptyDetail')}>
      {props.createRoleHref && (
        <ButtonLink href={props.createRoleHref} variant="primary">
          {t('fleet.createRole')}
        </ButtonLink>
      )}
    </Notice>
  );
}

/** The filters leave nothing. */
export function NoMatch(props: { onClear: () => void }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Flex direction="column" align="start" gap="3" p="4">
      <Text as="p">{t('fleet.noMatch')}</Text>
      <Button size="small" variant="secondary" onPress={props.onClear}>
        {t('fleet.clear')}
      </Button>
    </Flex>
  );
}

/** There is nothing to show, and why. */
export function FailedFleet(props: {
  error: Error;
  onRetry: () => void;
  /** Where the page isn't the first one: that may help. */
  onFirstPage?: () => void;
}) {
  const { error, onRetry, onFirstPage } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (isDenied(error)) {
    return (
      <Notice
        title={t('fleet.denied')}
        detail={t('fleet.deniedDetail', {
          permission: escTrustMappingReadPermission.name,
        })}
      />
    );
  }
  const retry = (
    <Flex gap="2">
      <Button variant="secondary" onPress={onRetry}>
        {t('fleet.retry')}
      </Button>
      {onFirstPage && (
        <Button variant="secondary" onPress={onFirstPage}>
          {t('fleet.firstPage')}
        </Button>
      )}
    </Flex>
  );
  if (isBackendMissing(error)) {
    return (
      <Notice title={t('fleet.missing')} detail={t('fleet.missingDetail')}>
        {retry}
      </Notice>
    );
  }
  return (
    <Flex direction="column" align="stretch" gap="3">
      <ResponseErrorPanel title={t('fleet.error')} error={error} />
      {retry}
    </Flex>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { escTrustMappingReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { FailedLoad } from '../elements/FailedLoad';
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
  return (
    <FailedLoad
      error={error}
      title={t('fleet.error')}
      denied={t('fleet.denied')}
      permission={escTrustMappingReadPermission}
      onRetry={onRetry}
    >
      {onFirstPage && (
        <Button variant="secondary" onPress={onFirstPage}>
          {t('fleet.firstPage')}
        </Button>
      )}
    </FailedLoad>
  );
}

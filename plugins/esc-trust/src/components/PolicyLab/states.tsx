import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { escTrustRoleReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/errors/isDenied';
import { messageOf } from '../../model/errors/messageOf';
import { escTrustTranslationRef } from '../../translation';
import { ErrorNotice } from '../elements/ErrorNotice';
import { Loading } from '../elements/Loading';
import text from '../elements/text.module.css';

/** While the role of the link is on its way. */
export function LoadingStart() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Loading
      label={t('lab.loading')}
      bars={[
        ['30%', 24],
        ['100%', 320],
      ]}
    />
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
  const buttons = (
    <>
      <Button variant="primary" onPress={onWithout}>
        {t('lab.startWithout')}
      </Button>
      <Button variant="secondary" onPress={onRetry}>
        {t('failed.retry')}
      </Button>
    </>
  );
  return isDenied(error) ? (
    <Flex direction="column" align="stretch" gap="3">
      <div role="alert">
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('lab.startDenied')}
        </Text>
        <Text as="p" className={text.quiet}>
          {t('failed.permission', {
            permission: escTrustRoleReadPermission.name,
          })}
        </Text>
      </div>
      <Flex gap="2">{buttons}</Flex>
    </Flex>
  ) : (
    <ErrorNotice
      title={`${t('lab.startError')}: ${messageOf(error)}`}
      error={error}
    >
      {buttons}
    </ErrorNotice>
  );
}

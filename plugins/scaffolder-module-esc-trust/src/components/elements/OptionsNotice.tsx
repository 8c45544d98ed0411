import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { escTrustRoleProvisionPermission } from '@internal/backstage-plugin-esc-trust-common';
import { OptionsState } from '../../hooks/useProvisioningOptions';
import { scaffolderEscTrustTranslationRef } from '../../translation';
import text from './text.module.css';

/** Says why a field can't offer what may be chosen; nothing when it can. */
export function OptionsNotice(props: { state: OptionsState }) {
  const { t } = useTranslationRef(scaffolderEscTrustTranslationRef);
  const { state } = props;
  const sentence = () => {
    switch (state.status) {
      case 'ready':
        return state.options.owners.length === 0
          ? t('options.none')
          : undefined;
      case 'unreadable':
        switch (state.reason) {
          case 'denied':
            return t('options.denied', {
              permission: escTrustRoleProvisionPermission.name,
            });
          case 'missing':
            return t('options.missing');
          default:
            return t('options.failed', { reason: state.message });
        }
      default:
        return undefined;
    }
  };
  const shown = sentence();
  return (
    <div role="status">
      {shown && (
        <Flex direction="column" align="start" gap="1" mt="2">
          <Text
            as="p"
            variant="body-small"
            className={`${text.quiet} ${text.breakable}`}
          >
            {shown}
          </Text>
          {state.status === 'unreadable' && (
            <Button size="small" variant="tertiary" onPress={state.retry}>
              {t('options.retry')}
            </Button>
          )}
        </Flex>
      )}
    </div>
  );
}

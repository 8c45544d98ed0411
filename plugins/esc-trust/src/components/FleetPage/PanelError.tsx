import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { messageOf } from '../../model/errors/messageOf';
import { escTrustTranslationRef } from '../../translation';

/** A part of the page could not be loaded; the others are there. */
export function PanelError(props: {
  title: string;
  error: Error;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title}
      description={messageOf(props.error)}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('failed.retry')}
        </Button>
      }
    />
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { useForget } from '../../hooks/useForget';
import { escTrustTranslationRef } from '../../translation';
import destructive from '../elements/destructive.module.css';
import styles from './ActionDialog.module.css';
import { FailedAction } from './FailedAction';

/** Asks once more before a mapping is forgotten. */
export function ForgetDialog(props: {
  name: string;
  mapping: Mapping;
  onForgotten: () => void;
  onClose: () => void;
}) {
  const { name, mapping, onForgotten, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { forget, loading, error } = useForget(mapping);

  return (
    <Dialog width={520} isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('forget.title', { name })}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">{t('forget.goes')}</Text>
          <Text as="p">
            {t(
              mapping.source === 'discovered'
                ? 'forget.comesBack'
                : 'forget.stays',
            )}
          </Text>
          <div role="status">
            {!loading && error && (
              <FailedAction title={t('forget.error')} error={error} />
            )}
          </div>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('forget.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          className={destructive.button}
          isPending={loading}
          onPress={async () => {
            // With useAsyncFn what went wrong comes as a value.
            if ((await forget()) === true) {
              onForgotten();
            }
          }}
        >
          {t('forget.apply')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

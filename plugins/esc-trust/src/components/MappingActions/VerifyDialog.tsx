import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  Mapping,
  Verification,
} from '@internal/backstage-plugin-esc-trust-common';
import { useVerify } from '../../hooks/useVerify';
import { escTrustTranslationRef } from '../../translation';
import styles from './ActionDialog.module.css';
import { FailedAction } from './FailedAction';

/** Says what a verification runs, runs it, and says what came of it. */
export function VerifyDialog(props: {
  name: string;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  onClose: () => void;
}) {
  const { name, mapping, onMapping, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { verify, loading, error, value } = useVerify(mapping, onMapping);
  const hasEnded = !loading && Boolean(value);

  return (
    <Dialog width={560} isOpen onOpenChange={open => !open && onClose()}>
      <DialogHeader>{t('verify.title', { name })}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">{t('verify.opens')}</Text>
          <ul className={styles.list}>
            <li>
              <Text>{t('verify.runs')}</Text>
            </li>
            <li>
              <Text>{t('verify.drops')}</Text>
            </li>
            <li>
              <Text>{t('verify.reads')}</Text>
            </li>
          </ul>
          {/* Always there, so that screen readers hear what comes. */}
          <div role="status">
            {loading && <Text as="span">{t('verify.running')}</Text>}
            {!loading && error && (
              <FailedAction title={t('verify.error')} error={error} />
            )}
            {!loading && value && <Outcome {...value} />}
          </div>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(hasEnded ? 'verify.close' : 'verify.cancel')}
        </Button>
        <Button variant="primary" isPending={loading} onPress={() => verify()}>
          {t(hasEnded || error ? 'verify.again' : 'verify.apply')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Outcome({ outcome, message, openedBy }: Verification) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <Alert
      status={outcome === 'success' ? 'success' : 'danger'}
      icon
      title={t(`verify.${outcome}`)}
      description={
        <>
          {message && <span className={styles.line}>{message}</span>}
          {openedBy && (
            <span className={styles.line}>
              {t('verify.openedBy', { user: openedBy })}
            </span>
          )}
        </>
      }
    />
  );
}

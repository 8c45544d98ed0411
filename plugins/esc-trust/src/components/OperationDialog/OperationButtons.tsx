import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import {
  isEmptyPlan,
  MappingOperationKind,
  OperationPhase,
} from '../../model/operations/operationPhase';
import { escTrustTranslationRef } from '../../translation';
import destructive from '../elements/destructive.module.css';

/** What can be done next. */
export function OperationButtons(props: {
  kind: MappingOperationKind;
  phase: OperationPhase;
  onPlan: () => void;
  onStart: () => void;
  onCancel: () => void;
  onClose: () => void;
}) {
  const { kind, phase, onPlan, onStart, onCancel, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const close = useRef<HTMLButtonElement>(null);
  const hasEnded = phase.name === 'ended';
  const isRunning = phase.name === 'running';
  const canApply = phase.name === 'planned' && !isEmptyPlan(phase.plan);
  const canRetry =
    phase.name === 'refused' ||
    (phase.name === 'ended' && phase.operation.state !== 'succeeded');

  useEffect(() => {
    // The button that had the focus is gone.
    if (hasEnded) {
      close.current?.focus();
    }
  }, [hasEnded]);

  return (
    <>
      {canRetry && (
        <Button variant="secondary" onPress={onPlan}>
          {t('operation.retry')}
        </Button>
      )}
      {isRunning ? (
        <Button
          variant="secondary"
          isPending={phase.cancelling}
          isDisabled={
            phase.operation.state === 'rolling-back' && !phase.cancelling
          }
          onPress={onCancel}
        >
          {t(`${kind}.cancel`)}
        </Button>
      ) : (
        <Button
          ref={close}
          key="close"
          variant={hasEnded ? 'primary' : 'secondary'}
          onPress={onClose}
        >
          {t('operation.close')}
        </Button>
      )}
      {/* Stays while it runs: the focus is on it. */}
      {(canApply || isRunning) && (
        <Button
          variant="primary"
          destructive={kind === 'deprovision'}
          className={kind === 'deprovision' ? destructive.button : undefined}
          isPending={isRunning || (phase.name === 'planned' && phase.starting)}
          onPress={onStart}
        >
          {t(`${kind}.apply`)}
        </Button>
      )}
    </>
  );
}

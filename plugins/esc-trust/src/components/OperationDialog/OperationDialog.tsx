import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Skeleton,
} from '@backstage/ui';
import { useEffect, useRef } from 'react';
import {
  MappingOperationKind,
  OperationPhase,
} from '../../model/operations/operationPhase';
import { escTrustTranslationRef } from '../../translation';
import styles from './OperationDialog.module.css';
import { OperationButtons } from './OperationButtons';
import { OperationNotice } from './OperationNotice';
import { StepList } from './StepList';

/** Shows the plan of an operation, then how it is applied, then how it ended. */
export function OperationDialog(props: {
  kind: MappingOperationKind;
  name: string;
  phase: OperationPhase;
  isOpen: boolean;
  onPlan: () => void;
  onStart: () => void;
  onCancel: () => void;
  onClose: () => void;
}) {
  const { kind, name, phase, isOpen, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const title = t(`${kind}.title`, { name });
  const body = useRef<HTMLDivElement>(null);

  const planDigest =
    phase.name === 'planned' ? phase.plan.planDigest : undefined;

  useEffect(() => {
    if (!isOpen || !body.current) {
      return;
    }
    // What has changed is said at the top.
    body.current.scrollTop = 0;
    // The button that had the focus may be gone: it must not fall out.
    if (document.activeElement === document.body) {
      body.current.focus();
    }
  }, [isOpen, phase.name, planDigest]);

  return (
    <Dialog
      width={720}
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody
        ref={body}
        role="group"
        aria-label={title}
        tabIndex={0}
        className={styles.body}
      >
        {/* Always there, so that screen readers hear what comes. */}
        <div role="status">
          <OperationNotice kind={kind} phase={phase} />
        </div>
        {phase.name === 'planning' && (
          <Flex direction="column" gap="3" aria-hidden>
            <Skeleton width="40%" height={20} />
            <Skeleton width="90%" height={16} />
            <Skeleton width="70%" height={16} />
          </Flex>
        )}
        {phase.name === 'planned' && (
          <StepList label={t(`${kind}.steps`)} steps={phase.plan.steps} />
        )}
        {(phase.name === 'running' || phase.name === 'ended') && (
          <StepList
            label={t(`${kind}.steps`)}
            steps={phase.operation.steps}
            hasEnded={phase.name === 'ended'}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <OperationButtons {...props} />
      </DialogFooter>
    </Dialog>
  );
}

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
import { RepairPhase } from '../../model/repairPhase';
import { escTrustTranslationRef } from '../../translation';
import styles from './RepairDialog.module.css';
import { RepairButtons } from './RepairButtons';
import { RepairNotice } from './RepairNotice';
import { StepList } from './StepList';

/** Shows the plan of a repair, then how it is applied, then how it ended. */
export function RepairDialog(props: {
  name: string;
  phase: RepairPhase;
  isOpen: boolean;
  onPlan: () => void;
  onStart: () => void;
  onCancel: () => void;
  onClose: () => void;
}) {
  const { name, phase, isOpen, onClose } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const title = t('repair.title', { name });
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
          <RepairNotice phase={phase} />
        </div>
        {phase.name === 'planning' && (
          <Flex direction="column" gap="3" aria-hidden>
            <Skeleton width="40%" height={20} />
            <Skeleton width="90%" height={16} />
            <Skeleton width="70%" height={16} />
          </Flex>
        )}
        {phase.name === 'planned' && <StepList steps={phase.plan.steps} />}
        {(phase.name === 'running' || phase.name === 'ended') && (
          <StepList
            steps={phase.operation.steps}
            hasEnded={phase.name === 'ended'}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <RepairButtons {...props} />
      </DialogFooter>
    </Dialog>
  );
}

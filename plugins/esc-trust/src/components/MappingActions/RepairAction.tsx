import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { RiToolsLine } from '@remixicon/react';
import { useState } from 'react';
import { useRepair } from '../../hooks/useRepair';
import { escTrustTranslationRef } from '../../translation';
import { RepairDialog } from '../RepairDialog';

/** Opens the repair of a mapping, and says how it is going while it is closed. */
export function RepairAction(props: {
  name: string;
  mappingId: string;
  onMapping: (mapping: Mapping) => void;
  onOpen: () => void;
  /** The focus is back, and nothing is going on any more. */
  onReturn: () => void;
}) {
  const { name, mappingId, onMapping, onOpen, onReturn } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { phase, plan, start, cancel, leave } = useRepair(mappingId, onMapping);
  const [isOpen, setOpen] = useState(false);
  const key = buttonKeyOf(phase.name);

  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiToolsLine aria-hidden />}
        aria-haspopup="dialog"
        aria-label={t(`repair.${key}For`, { name })}
        onPress={() => {
          onOpen();
          setOpen(true);
          if (phase.name === 'idle') {
            plan();
          }
        }}
        onFocus={() => {
          if (!isOpen && phase.name === 'idle') {
            onReturn();
          }
        }}
      >
        {t(`repair.${key}`)}
      </Button>
      <VisuallyHidden role="status">
        {!isOpen && phase.name === 'ended'
          ? t(`repair.${phase.operation.state}`)
          : ''}
      </VisuallyHidden>
      <RepairDialog
        name={name}
        phase={phase}
        isOpen={isOpen}
        onPlan={plan}
        onStart={start}
        onCancel={cancel}
        onClose={() => {
          setOpen(false);
          leave();
        }}
      />
    </>
  );
}

function buttonKeyOf(phase: string): 'button' | 'running' | 'showEnd' {
  switch (phase) {
    case 'running':
      return 'running';
    case 'ended':
      return 'showEnd';
    default:
      return 'button';
  }
}

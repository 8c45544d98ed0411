import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDeleteBinLine, RiToolsLine } from '@remixicon/react';
import { MappingOperation } from '../../hooks/useOperation';
import { MappingOperationKind } from '../../model/operations/operationPhase';
import { escTrustTranslationRef } from '../../translation';
import { OperationDialog } from '../OperationDialog';

const ICONS = { repair: RiToolsLine, deprovision: RiDeleteBinLine };

/** An operation: its dialog, and the button that opens it. */
export function OperationAction(props: {
  kind: MappingOperationKind;
  name: string;
  operation: MappingOperation;
  /** Otherwise there is one only for what runs or has just ended. */
  hasButton: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** The focus is back, and nothing is going on any more. */
  onReturn: () => void;
}) {
  const { kind, name, operation, hasButton, isOpen } = props;
  const { phase, plan, start, cancel } = operation;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const Icon = ICONS[kind];
  const key = buttonKeyOf(phase.name);

  return (
    <>
      {(hasButton || key !== 'button') && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<Icon aria-hidden />}
          aria-haspopup="dialog"
          aria-label={t(`${kind}.${key}For`, { name })}
          onPress={props.onOpen}
          onFocus={() => {
            if (!isOpen && phase.name === 'idle') {
              props.onReturn();
            }
          }}
        >
          {t(`${kind}.${key}`)}
        </Button>
      )}
      <OperationDialog
        kind={kind}
        name={name}
        phase={phase}
        isOpen={isOpen}
        onPlan={plan}
        onStart={start}
        onCancel={cancel}
        onClose={props.onClose}
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

import { Badge } from '@backstage/ui';
import {
  OperationState,
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  RiAddLine,
  RiAlertLine,
  RiArrowGoBackLine,
  RiCheckLine,
  RiCloseLine,
  RiDeleteBinLine,
  RiLoader4Line,
  RiPencilLine,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StepBadge.module.css';

type Look = PlannedStep['action'] | OperationStep['state'] | OperationState;

const ICONS: Record<Look, typeof RiAddLine> = {
  create: RiAddLine,
  update: RiPencilLine,
  delete: RiDeleteBinLine,
  unchanged: RiSubtractLine,
  pending: RiTimeLine,
  applying: RiLoader4Line,
  succeeded: RiCheckLine,
  failed: RiCloseLine,
  'rolled-back': RiArrowGoBackLine,
  'rolling-back': RiArrowGoBackLine,
  'needs-attention': RiAlertLine,
};

/** What a step does, or how far it or its operation got, as text, symbol and colour. */
export function StepBadge(props: { look: Look; children: ReactNode }) {
  // A newer backend may know another one.
  const Icon = ICONS[props.look] ?? RiTimeLine;
  return (
    <Badge
      size="small"
      icon={<Icon aria-hidden />}
      className={`${styles.badge} ${styles[props.look]}`}
    >
      {props.children}
    </Badge>
  );
}

import { Badge } from '@backstage/ui';
import { TrustStatus } from '@internal/backstage-plugin-esc-trust-common';
import {
  RiAlertLine,
  RiQuestionLine,
  RiShieldCheckLine,
  RiCloseCircleLine,
  RiShieldUserLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StatusBadge.module.css';

const ICONS: Record<TrustStatus, typeof RiAlertLine> = {
  trusted: RiShieldCheckLine,
  conditional: RiShieldUserLine,
  'over-permissive': RiAlertLine,
  untrusted: RiCloseCircleLine,
  unknown: RiQuestionLine,
};

/** A trust status as text, symbol and colour. */
export function StatusBadge(props: {
  status: TrustStatus;
  children: ReactNode;
}) {
  // A newer backend may know another one.
  const Icon = ICONS[props.status] ?? RiQuestionLine;
  return (
    <Badge
      size="small"
      icon={<Icon aria-hidden />}
      className={`${styles.badge} ${styles[props.status]}`}
    >
      {props.children}
    </Badge>
  );
}

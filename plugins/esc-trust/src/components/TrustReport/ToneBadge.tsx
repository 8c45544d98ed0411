import { Badge } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiInformationLine,
  RiQuestionLine,
  RiUserLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './ToneBadge.module.css';

/** What to feel about something. */
export type Tone = 'good' | 'bad' | 'warning' | 'depends' | 'unknown' | 'info';

const ICONS: Record<Tone, typeof RiAlertLine> = {
  good: RiCheckLine,
  bad: RiCloseCircleLine,
  warning: RiAlertLine,
  depends: RiUserLine,
  unknown: RiQuestionLine,
  info: RiInformationLine,
};

/** A word that is told by text, symbol and colour. */
export function ToneBadge(props: {
  /** Absent for a word that only a newer backend knows. */
  tone: Tone | undefined;
  /** Leaves the colour out. */
  isQuiet?: boolean;
  children: ReactNode;
}) {
  const { tone = 'unknown' } = props;
  const Icon = ICONS[tone];
  return (
    <Badge
      size="small"
      icon={<Icon aria-hidden />}
      className={`${styles.badge} ${props.isQuiet ? '' : styles[tone]}`}
    >
      {props.children}
    </Badge>
  );
}

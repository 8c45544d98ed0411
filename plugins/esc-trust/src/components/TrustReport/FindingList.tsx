import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  Finding,
  FindingSeverity,
} from '@internal/backstage-plugin-esc-trust-common';
import { RiBracesLine } from '@remixicon/react';
import { ReactNode, useEffect, useRef } from 'react';
import { bySeverity } from '../../model/report/bySeverity';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import styles from './FindingList.module.css';
import { StatementFocus } from './statementFocus';
import { Tone, ToneBadge } from './ToneBadge';

const TONES: Record<FindingSeverity, Tone> = {
  error: 'bad',
  warning: 'warning',
  info: 'info',
};

/** What is remarkable, the worst first; those of a statement lead to it. */
export function FindingList(props: {
  findings: Finding[];
  focus?: StatementFocus;
  /** Absent when there is no trust policy to be seen. */
  onShowStatement?: (statement: string) => void;
  renderAction?: (finding: Finding) => ReactNode;
}) {
  const { findings, focus, onShowStatement, renderAction } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const sorted = bySeverity(findings);
  const first = sorted.find(
    ({ statement }) => statement && statement === focus?.statement,
  );

  if (findings.length === 0) {
    return (
      <Text as="p" className={`${styles.none} ${text.quiet}`}>
        {t('report.findingsNone')}
      </Text>
    );
  }
  return (
    <ul className={styles.findings} aria-label={t('report.findings')}>
      {sorted.map(finding => (
        <FindingItem
          key={finding.fingerprint}
          finding={finding}
          isChosen={
            finding.statement !== undefined &&
            finding.statement === focus?.statement
          }
          focused={
            finding === first && focus?.at === 'finding' ? focus : undefined
          }
          onShowStatement={onShowStatement}
          action={renderAction?.(finding)}
        />
      ))}
    </ul>
  );
}

function FindingItem(props: {
  finding: Finding;
  /** Its statement is the one that is shown. */
  isChosen: boolean;
  /** Each new one brings the focus here. */
  focused?: StatementFocus;
  onShowStatement?: (statement: string) => void;
  action: ReactNode;
}) {
  const { finding, isChosen, focused, onShowStatement, action } = props;
  const { code, severity, message, statement, accepted } = finding;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const item = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (focused) {
      item.current?.focus();
      item.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [focused]);

  return (
    <li
      ref={item}
      tabIndex={-1}
      aria-current={isChosen || undefined}
      className={`${styles.finding} ${isChosen ? styles.chosen : ''}`}
    >
      <div className={styles.header}>
        <ToneBadge tone={TONES[severity]} isQuiet={accepted}>
          {t(`report.severity.${severity}`)}
        </ToneBadge>
        {accepted && <ToneBadge tone="good">{t('report.accepted')}</ToneBadge>}
        <Text variant="body-small" className={`${styles.code} ${text.quiet}`}>
          {code}
        </Text>
        {statement && onShowStatement && (
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiBracesLine aria-hidden />}
            aria-label={t('report.showStatement', { statement })}
            className={styles.statement}
            onPress={() => onShowStatement(statement)}
          >
            {t('report.statement', { statement })}
          </Button>
        )}
        {statement && !onShowStatement && (
          <Text variant="body-small" className={text.quiet}>
            {t('report.statement', { statement })}
          </Text>
        )}
      </div>
      <Text as="p" className={styles.message}>
        <BreakableText text={message} />
      </Text>
      {action && <div className={styles.action}>{action}</div>}
    </li>
  );
}

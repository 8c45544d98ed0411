import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, VisuallyHidden } from '@backstage/ui';
import { Finding } from '@internal/backstage-plugin-esc-trust-common';
import { CSSProperties, useEffect, useMemo, useRef } from 'react';
import { PolicyPart, policyText } from '../../model/report/policyText';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { CopyButton } from '../elements/CopyButton';
import text from '../elements/text.module.css';
import styles from './PolicyView.module.css';
import { StatementFocus } from './statementFocus';

/** What a trust policy is shown with. */
export interface PolicyViewProps {
  /** JSON text, the same URL-encoded, or an object. */
  policy: string | object;
  /** Mark the statements that they are about. */
  findings?: Finding[];
  /** The statement that is chosen. */
  focus?: StatementFocus;
  /** Called when somebody wants to see the findings about a statement. */
  onShowFindings?: (statement: string) => void;
}

/** A trust policy, laid out by its statements. */
export function PolicyView(props: PolicyViewProps) {
  const { policy, findings = [], focus, onShowFindings } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { parts, problemLines } = useMemo(() => policyText(policy), [policy]);
  const whole = parts.flatMap(({ lines }) => lines).join('\n');

  return (
    <div>
      {problemLines && (
        <Text
          as="p"
          variant="body-small"
          className={`${styles.note} ${text.quiet}`}
        >
          {t('report.policyAsWritten')}
        </Text>
      )}
      <div
        role="group"
        aria-label={t('report.policyLabel')}
        className={styles.policy}
      >
        <span className={styles.copy}>
          <CopyButton label={t('report.copyPolicy')} text={whole} />
        </span>
        {parts.map((part, index) =>
          part.statement === undefined ? (
            <Lines key={index} lines={part.lines} problemLines={problemLines} />
          ) : (
            <Statement
              key={index}
              part={part}
              count={
                findings.filter(({ statement }) => statement === part.statement)
                  .length
              }
              focus={focus?.statement === part.statement ? focus : undefined}
              onShowFindings={onShowFindings}
            />
          ),
        )}
      </div>
    </div>
  );
}

function Statement(props: {
  part: PolicyPart;
  /** How many findings are about it. */
  count: number;
  focus?: StatementFocus;
  onShowFindings?: (statement: string) => void;
}) {
  const { part, count, focus, onShowFindings } = props;
  const statement = part.statement!;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const block = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (focus?.at === 'policy') {
      block.current?.focus({ preventScroll: true });
      block.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [focus]);

  if (count === 0) {
    return <Lines lines={part.lines} />;
  }
  return (
    <div
      ref={block}
      role="group"
      tabIndex={-1}
      aria-label={t('report.statement', { statement })}
      aria-current={focus ? true : undefined}
      className={`${styles.statement} ${focus ? styles.chosen : ''}`}
    >
      <div className={styles.label}>
        {onShowFindings ? (
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('report.showFindings', { count, statement })}
            onPress={() => onShowFindings(statement)}
          >
            {t('report.statementFindings', { count, statement })}
          </Button>
        ) : (
          <Text variant="body-small" weight="bold">
            {t('report.statementFindings', { count, statement })}
          </Text>
        )}
      </div>
      <Lines lines={part.lines} />
    </div>
  );
}

/** Numbered when something speaks of their numbers. */
function Lines(props: { lines: string[]; problemLines?: number[] }) {
  const { lines, problemLines } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <pre className={problemLines ? styles.numbered : styles.lines}>
      {lines.map((line, index) => {
        const isProblem = problemLines?.includes(index + 1);
        return (
          <code
            key={index}
            className={`${styles.line} ${isProblem ? styles.problem : ''}`}
            style={indentOf(line)}
          >
            {isProblem && (
              <VisuallyHidden>{t('report.problemLine')} </VisuallyHidden>
            )}
            <BreakableText text={line} />
            {'\n'}
          </code>
        );
      })}
    </pre>
  );
}

/** What wraps starts below the text of its line, not below the margin. */
function indentOf(line: string): CSSProperties {
  const spaces = line.length - line.trimStart().length;
  return { '--indent': `${spaces + 2}ch` } as CSSProperties;
}

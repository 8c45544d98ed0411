import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { CSSProperties } from 'react';
import {
  DiffPart,
  diffLines,
  foldUnchanged,
  linesOf,
} from '../../model/lineDiff';
import { escTrustTranslationRef } from '../../translation';
import styles from './LineDiff.module.css';

/** What a step changes, line by line. */
export function LineDiff(props: {
  name: string;
  before?: unknown;
  after?: unknown;
}) {
  const { name, before, after } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const parts = foldUnchanged(diffLines(linesOf(before), linesOf(after)));
  if (parts.length === 0) {
    return null;
  }
  return (
    <div
      role="group"
      aria-label={t('diff.label', { name })}
      className={styles.diff}
    >
      {parts.map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

/** What wraps starts below the text of its line, not below the margin. */
function indentOf(text: string): CSSProperties {
  const spaces = text.length - text.trimStart().length;
  return { '--indent': `${spaces}ch` } as CSSProperties;
}

function Part({ part }: { part: DiffPart }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  switch (part.kind) {
    case 'fold':
      return (
        <div className={styles.fold}>
          {t('diff.fold', { count: part.count })}
        </div>
      );
    case 'added':
      return (
        <ins
          className={`${styles.line} ${styles.added}`}
          style={indentOf(part.text)}
        >
          <VisuallyHidden>{t('diff.added')} </VisuallyHidden>
          {part.text}
        </ins>
      );
    case 'removed':
      return (
        <del
          className={`${styles.line} ${styles.removed}`}
          style={indentOf(part.text)}
        >
          <VisuallyHidden>{t('diff.removed')} </VisuallyHidden>
          {part.text}
        </del>
      );
    default:
      return (
        <div className={styles.line} style={indentOf(part.text)}>
          {part.text}
        </div>
      );
  }
}

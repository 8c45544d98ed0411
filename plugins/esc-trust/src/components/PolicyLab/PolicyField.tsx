import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, TextAreaField } from '@backstage/ui';
import { PolicyProblem } from '@internal/backstage-plugin-esc-trust-common';
import { RiErrorWarningLine } from '@remixicon/react';
import { useId } from 'react';
import { escTrustTranslationRef } from '../../translation';
import { FieldsProps } from './fields';
import styles from './PolicyLab.module.css';

/** More problems than this are the consequence of others. */
const SHOWN = 5;

/** The trust policy, with what is wrong with it and where. */
export function PolicyField(
  props: FieldsProps & { problemsOf: PolicyProblem[] },
) {
  const { input, onChange, problemsOf } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const id = useId();
  const more = problemsOf.length - SHOWN;
  return (
    <div>
      <TextAreaField
        className={styles.policy}
        aria-label={t('lab.policy')}
        aria-describedby={id}
        description={t('lab.policyDescription')}
        rows={18}
        spellCheck="false"
        autoComplete="off"
        value={input.trustPolicy}
        onChange={trustPolicy => onChange({ trustPolicy })}
        isInvalid={problemsOf.length > 0}
      />
      <div id={id} role="status">
        {problemsOf.length > 0 && (
          <ul className={styles.problems} aria-label={t('lab.policyProblems')}>
            {problemsOf.slice(0, SHOWN).map((problem, at) => (
              <li key={at} className={styles.problem}>
                <RiErrorWarningLine
                  size={16}
                  aria-hidden
                  className={styles.problemIcon}
                />
                <Text variant="body-small">
                  {problem.position
                    ? t('lab.policyProblemAt', {
                        line: String(problem.position.line),
                        column: String(problem.position.column),
                        message: problem.message,
                      })
                    : problem.message}
                </Text>
              </li>
            ))}
            {more > 0 && (
              <li>
                <Text variant="body-small">
                  {t('lab.policyProblemsMore', { count: more })}
                </Text>
              </li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}

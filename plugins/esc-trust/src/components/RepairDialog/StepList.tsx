import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { StepRow } from './StepRow';
import styles from './StepList.module.css';

/** The steps in the order in which they are applied. */
export function StepList(props: {
  /** Of a plan, or of an operation: then with their states. */
  steps: Array<PlannedStep | OperationStep>;
  hasEnded?: boolean;
}) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <ol className={styles.steps} aria-label={t('repair.steps')}>
      {props.steps.map(step => (
        <li key={step.step} className={styles.step}>
          <StepRow step={step} hasEnded={props.hasEnded} />
        </li>
      ))}
    </ol>
  );
}

import {
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { StepRow } from './StepRow';
import styles from './StepList.module.css';

/** The steps in the order in which they are applied. */
export function StepList(props: {
  label: string;
  /** Of a plan, or of an operation: then with their states. */
  steps: Array<PlannedStep | OperationStep>;
  hasEnded?: boolean;
  /** Shows of an operation too what each step was about and changed. */
  isDetailed?: boolean;
  /** Default: `h3`. */
  headings?: 'h3' | 'h4';
}) {
  const { label, steps, hasEnded, isDetailed, headings } = props;
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map(step => (
        <li key={step.step} className={styles.step}>
          <StepRow
            step={step}
            hasEnded={hasEnded}
            isDetailed={isDetailed}
            heading={headings}
          />
        </li>
      ))}
    </ol>
  );
}

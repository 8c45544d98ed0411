import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import text from '../elements/text.module.css';
import { LineDiff } from '../elements/LineDiff';
import { StepBadge } from './StepBadge';
import styles from './StepRow.module.css';

/** One step: what it does and to what; of an operation also how far it got. */
export function StepRow(props: {
  step: PlannedStep | OperationStep;
  hasEnded?: boolean;
  isDetailed?: boolean;
  heading?: 'h3' | 'h4';
}) {
  const { step, hasEnded, isDetailed, heading = 'h3' } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { action, target, summary, before, after } = step;
  const name = t(`step.${step.step}`);
  const isOfPlan = !('state' in step);
  const hasDetails = isOfPlan || isDetailed;
  return (
    <>
      <div className={styles.header}>
        <Text
          as={heading}
          variant="body-medium"
          weight="bold"
          className={styles.name}
        >
          {name}
        </Text>
        {isOfPlan ? (
          <StepBadge look={action}>{t(`action.${action}`)}</StepBadge>
        ) : (
          <>
            <Text variant="body-small" className={text.quiet}>
              {t(`action.${action}`)}
            </Text>
            <OperationStepBadge state={step.state} hasEnded={hasEnded} />
          </>
        )}
      </div>
      <Text
        as="p"
        className={`${text.message} ${
          action === 'unchanged' ? text.quiet : ''
        }`}
      >
        <BreakableText text={summary} />
      </Text>
      {hasDetails && (
        <Text
          as="p"
          variant="body-small"
          className={`${text.message} ${text.quiet}`}
        >
          {t('operation.target')}:{' '}
          <code className={styles.target}>
            <BreakableText text={target} />
          </code>
        </Text>
      )}
      {hasDetails && action !== 'unchanged' && (
        <LineDiff name={name} before={before} after={after} />
      )}
      {!isOfPlan && step.error && (
        <Text as="p" className={`${text.message} ${styles.error}`}>
          {step.error}
        </Text>
      )}
    </>
  );
}

function OperationStepBadge(props: {
  state: OperationStep['state'];
  hasEnded?: boolean;
}) {
  const { state, hasEnded } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <StepBadge look={state}>
      {state === 'pending' && hasEnded
        ? t('stepState.skipped')
        : t(`stepState.${state}`)}
    </StepBadge>
  );
}

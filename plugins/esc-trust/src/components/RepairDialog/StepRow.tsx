import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  OperationStep,
  PlannedStep,
} from '@internal/backstage-plugin-esc-trust-common';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../EntityEscTrustCard/BreakableText';
import text from '../EntityEscTrustCard/text.module.css';
import { LineDiff } from './LineDiff';
import { StepBadge } from './StepBadge';
import styles from './StepRow.module.css';

/** One step: what it does and to what; of an operation also how far it got. */
export function StepRow(props: {
  step: PlannedStep | OperationStep;
  hasEnded?: boolean;
}) {
  const { step, hasEnded } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { action, target, summary, before, after } = step;
  const name = t(`step.${step.step}`);
  const isOfPlan = !('state' in step);
  return (
    <>
      <div className={styles.header}>
        <Text
          as="h3"
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
      {isOfPlan && (
        <Text
          as="p"
          variant="body-small"
          className={`${text.message} ${text.quiet}`}
        >
          {t('repair.target')}:{' '}
          <code className={styles.target}>
            <BreakableText text={target} />
          </code>
        </Text>
      )}
      {isOfPlan && action !== 'unchanged' && (
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

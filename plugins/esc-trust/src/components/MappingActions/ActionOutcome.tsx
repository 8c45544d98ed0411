import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import {
  MappingOperationKind,
  OperationPhase,
} from '../../model/operations/operationPhase';
import { escTrustTranslationRef } from '../../translation';
import text from '../elements/text.module.css';
import styles from './ActionOutcome.module.css';
import { AssessOutcome, AsyncOutcome } from './AssessOutcome';
import { FailedAction } from './FailedAction';

/** What came of what was done last, to eyes and to screen readers. */
export function ActionOutcome(props: {
  /** The mapping isn't there any more. */
  gone?: 'removed' | 'forgotten';
  latest?: 'assess' | 'ignore';
  assessment: AsyncOutcome<Mapping>;
  ignoring: AsyncOutcome<Mapping>;
  /** Operations whose dialog is closed. */
  unseen: Array<{ kind: MappingOperationKind; phase: OperationPhase }>;
}) {
  const { gone, latest, assessment, ignoring, unseen } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  // Always there, so that screen readers hear what comes.
  return (
    <div role="status" className={styles.outcome}>
      {gone && (
        <Text as="span" className={text.quiet}>
          {t(`actions.${gone}`)}
        </Text>
      )}
      {!gone && latest === 'assess' && <AssessOutcome {...assessment} />}
      {!gone && latest === 'ignore' && <IgnoreOutcome {...ignoring} />}
      {unseen.map(
        ({ kind, phase }) =>
          phase.name === 'ended' && (
            <VisuallyHidden key={kind}>
              {t(`${kind}.${phase.operation.state}`)}
            </VisuallyHidden>
          ),
      )}
    </div>
  );
}

function IgnoreOutcome({ loading, error, value }: AsyncOutcome<Mapping>) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (loading) {
    return null;
  }
  if (error) {
    return <FailedAction title={t('ignore.error')} error={error} />;
  }
  return value ? (
    <Text as="span" variant="body-small" className={text.quiet}>
      {t(value.ignored ? 'ignore.done' : 'ignore.undone')}
    </Text>
  ) : null;
}

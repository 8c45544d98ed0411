import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import {
  EndedOperation,
  EndState,
} from '../../model/operations/operationPhase';
import { knownKind } from '../../model/operations/operations';
import { escTrustTranslationRef } from '../../translation';

const STATUSES: Record<EndState, 'success' | 'warning' | 'danger'> = {
  succeeded: 'success',
  'rolled-back': 'warning',
  'needs-attention': 'danger',
};

/** How the operation ended, and what a person has to do, word for word. */
export function EndNotice(props: { operation: EndedOperation }) {
  const { state, error, outcome } = props.operation;
  const kind = knownKind(props.operation);
  const { t } = useTranslationRef(escTrustTranslationRef);
  const reached =
    state === 'succeeded' && kind !== 'deprovision' && outcome.status
      ? t('operation.reached', { status: t(`status.${outcome.status}`) })
      : undefined;
  return (
    <Alert
      status={STATUSES[state]}
      icon
      title={kind ? t(`${kind}.${state}`) : t(`operation.state.${state}`)}
      description={error ?? reached}
    />
  );
}

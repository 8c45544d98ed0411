import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OperationState } from '@internal/backstage-plugin-esc-trust-common';
import { knownState } from '../../model/operations/operations';
import { escTrustTranslationRef } from '../../translation';
import { StepBadge } from '../OperationDialog';

/** How far an operation got, as text, symbol and colour. */
export function OperationStateBadge(props: { state: OperationState }) {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <StepBadge look={props.state}>
      {t(`operation.state.${knownState(props.state) ?? 'other'}`)}
    </StepBadge>
  );
}

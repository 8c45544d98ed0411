import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  escTrustMappingAssessPermission,
  escTrustRoleRepairPermission,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { useRef, useState } from 'react';
import { useAssess } from '../../hooks/useAssess';
import { isRepairable } from '../../model/repairPhase';
import { escTrustTranslationRef } from '../../translation';
import { AssessButton } from './AssessButton';
import { AssessOutcome } from './AssessOutcome';
import styles from './MappingActions.module.css';
import { RepairAction } from './RepairAction';

/** What the user may do about a mapping. */
export function MappingActions(props: {
  environment: string;
  /** Named when the environment has several. */
  login?: string;
  mapping: Mapping;
  /** Called with the mapping when it is different now. */
  onMapping: (mapping: Mapping) => void;
}) {
  const { environment, login, mapping, onMapping } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { assess, ...assessment } = useAssess(mapping.id, onMapping);
  const { allowed: mayAssess } = usePermission({
    permission: escTrustMappingAssessPermission,
    resourceRef: mapping.id,
  });
  const { allowed: mayRepair } = usePermission({
    permission: escTrustRoleRepairPermission,
  });
  const name = login ? `${environment} ${login}` : environment;

  // A repaired mapping keeps its button until the focus is back from the
  // dialog, and can be handed on.
  const [isRepairing, setRepairing] = useState(false);
  const hasRepair = (mayRepair && isRepairable(mapping)) || isRepairing;
  const group = useRef<HTMLDivElement>(null);

  if (!mayAssess && !hasRepair) {
    return null;
  }
  return (
    <div
      ref={group}
      role="group"
      aria-label={t('actions.group', { name })}
      tabIndex={-1}
      className={styles.actions}
    >
      <div className={styles.buttons}>
        {mayAssess && (
          <AssessButton
            name={name}
            isPending={assessment.loading}
            onPress={assess}
          />
        )}
        {hasRepair && (
          <RepairAction
            name={name}
            mappingId={mapping.id}
            onMapping={onMapping}
            onOpen={() => setRepairing(true)}
            onReturn={() => {
              setRepairing(false);
              if (!isRepairable(mapping)) {
                group.current?.focus();
              }
            }}
          />
        )}
      </div>
      <AssessOutcome
        {...assessment}
        // A repair has changed the status since: what was assessed is no news.
        value={
          assessment.value?.trust.status === mapping.trust.status
            ? assessment.value
            : undefined
        }
      />
    </div>
  );
}

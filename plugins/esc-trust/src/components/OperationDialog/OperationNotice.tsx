import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text, VisuallyHidden } from '@backstage/ui';
import { escTrustOperationReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/errors/isDenied';
import { messageOf } from '../../model/errors/messageOf';
import {
  isEmptyPlan,
  MappingOperationKind,
  OperationPhase,
} from '../../model/operations/operationPhase';
import { escTrustTranslationRef } from '../../translation';
import { EndNotice } from './EndNotice';
import styles from './OperationDialog.module.css';

/** Where the operation stands, in a sentence. */
export function OperationNotice(props: {
  kind: MappingOperationKind;
  phase: OperationPhase;
}) {
  const { kind, phase } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);

  switch (phase.name) {
    case 'planning':
      return <VisuallyHidden>{t('operation.planning')}</VisuallyHidden>;
    case 'refused':
      return (
        <Alert
          status="danger"
          icon
          title={t(`${kind}.refused`)}
          description={messageOf(phase.error)}
        />
      );
    case 'planned':
      return <PlannedNotice kind={kind} {...phase} />;
    case 'running':
      return phase.error ? (
        <Alert
          status="warning"
          icon
          title={t('operation.unread')}
          description={
            isDenied(phase.error)
              ? t('operation.unreadDenied', {
                  permission: escTrustOperationReadPermission.name,
                })
              : messageOf(phase.error)
          }
        />
      ) : (
        <Text as="span">
          {phase.cancelling || phase.operation.state === 'rolling-back'
            ? t('operation.cancelling')
            : t(`${kind}.applying`)}
        </Text>
      );
    case 'ended':
      return <EndNotice operation={phase.operation} />;
    default:
      return null;
  }
}

function PlannedNotice(
  props: Extract<OperationPhase, { name: 'planned' }> & {
    kind: MappingOperationKind;
  },
) {
  const { kind, plan, moved, error } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (error) {
    return (
      <Alert
        status="danger"
        icon
        title={t(`${kind}.notStarted`)}
        description={messageOf(error)}
      />
    );
  }
  if (isEmptyPlan(plan)) {
    return (
      <Alert
        status="info"
        icon
        title={t(`${kind}.nothing`)}
        description={t(`${kind}.nothingDetail`)}
      />
    );
  }
  if (moved) {
    return (
      <Alert
        status="warning"
        icon
        title={t('operation.moved')}
        description={t('operation.movedDetail')}
      />
    );
  }
  const changes = plan.steps.filter(({ action }) => action !== 'unchanged');
  return (
    <>
      <Text as="p" className={styles.notice}>
        {t(`${kind}.planned`, { count: changes.length })}
      </Text>
      {kind === 'deprovision' && (
        <Text as="p" className={styles.notice}>
          {t('deprovision.stays')}
        </Text>
      )}
    </>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text, VisuallyHidden } from '@backstage/ui';
import { escTrustOperationReadPermission } from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/isDenied';
import { messageOf } from '../../model/messageOf';
import { isEmptyPlan, RepairPhase } from '../../model/repairPhase';
import { escTrustTranslationRef } from '../../translation';
import { EndNotice } from './EndNotice';

/** Where the repair stands, in a sentence. */
export function RepairNotice(props: { phase: RepairPhase }) {
  const { phase } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);

  switch (phase.name) {
    case 'planning':
      return <VisuallyHidden>{t('repair.planning')}</VisuallyHidden>;
    case 'refused':
      return (
        <Alert
          status="danger"
          icon
          title={t('repair.refused')}
          description={messageOf(phase.error)}
        />
      );
    case 'planned':
      return <PlannedNotice {...phase} />;
    case 'running':
      return phase.error ? (
        <Alert
          status="warning"
          icon
          title={t('repair.unread')}
          description={
            isDenied(phase.error)
              ? t('repair.unreadDenied', {
                  permission: escTrustOperationReadPermission.name,
                })
              : messageOf(phase.error)
          }
        />
      ) : (
        <Text as="span">
          {phase.cancelling || phase.operation.state === 'rolling-back'
            ? t('repair.cancelling')
            : t('repair.applying')}
        </Text>
      );
    case 'ended':
      return <EndNotice operation={phase.operation} />;
    default:
      return null;
  }
}

function PlannedNotice(props: Extract<RepairPhase, { name: 'planned' }>) {
  const { plan, moved, error } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  if (error) {
    return (
      <Alert
        status="danger"
        icon
        title={t('repair.notStarted')}
        description={messageOf(error)}
      />
    );
  }
  if (isEmptyPlan(plan)) {
    return (
      <Alert
        status="info"
        icon
        title={t('repair.nothing')}
        description={t('repair.nothingDetail')}
      />
    );
  }
  if (moved) {
    return (
      <Alert
        status="warning"
        icon
        title={t('repair.moved')}
        description={t('repair.movedDetail')}
      />
    );
  }
  const changes = plan.steps.filter(({ action }) => action !== 'unchanged');
  return (
    <Text as="span">{t('repair.planned', { count: changes.length })}</Text>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, Text } from '@backstage/ui';
import {
  escTrustOperationReadPermission,
  escTrustRoleDeprovisionPermission,
  escTrustRoleProvisionPermission,
  escTrustRoleRepairPermission,
  Operation,
  OperationKind,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { isDenied } from '../../model/errors/isDenied';
import { messageOf } from '../../model/errors/messageOf';
import { hasEnded } from '../../model/operations/operationPhase';
import { knownKind } from '../../model/operations/operations';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { EndNotice, StepList } from '../OperationDialog';
import { OperationFacts } from './OperationFacts';
import { OperationStateBadge } from './OperationStateBadge';
import styles from './OperationDetails.module.css';

/** Whoever may start such an operation may cancel it. */
const PERMISSIONS: Record<OperationKind, BasicPermission> = {
  provision: escTrustRoleProvisionPermission,
  repair: escTrustRoleRepairPermission,
  deprovision: escTrustRoleDeprovisionPermission,
};

/** What an operation is about, how it stands, and its journal. */
export function OperationReport(props: {
  operation: Operation;
  /** Why the latest look went wrong. */
  unread?: Error;
  cancelling: { loading: boolean; error?: Error; value?: boolean };
  onCancel: () => void;
}) {
  const { operation, unread, cancelling, onCancel } = props;
  const { state, environment, steps } = operation;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const kind = knownKind(operation);
  const isOver = hasEnded(operation);
  const isTakenBack = state === 'rolling-back' || Boolean(cancelling.value);

  return (
    <>
      <div className={styles.header}>
        <Text as="h2" variant="title-small" weight="bold">
          <BreakableText
            text={t('operations.oneTitle', {
              kind: t(`operation.kind.${kind ?? 'other'}`),
              environment: stringifyEnvironmentRef(environment),
            })}
          />
        </Text>
        <OperationStateBadge state={state} />
        {!isOver && kind && (
          <CancelButton
            kind={kind}
            isPending={cancelling.loading}
            isDisabled={isTakenBack}
            onPress={onCancel}
          />
        )}
      </div>
      {/* Always there, so that screen readers hear what comes. */}
      <div role="status" className={styles.status}>
        {isOver && <EndNotice operation={operation} />}
        {!isOver && unread && (
          <Alert
            status="warning"
            icon
            title={t('operation.unread')}
            description={
              isDenied(unread)
                ? t('operation.unreadDenied', {
                    permission: escTrustOperationReadPermission.name,
                  })
                : messageOf(unread)
            }
          />
        )}
        {!isOver && cancelling.error && (
          <Alert
            status="danger"
            icon
            title={t('operations.cancelError')}
            description={messageOf(cancelling.error)}
          />
        )}
        {!isOver && isTakenBack && (
          <Text as="p">{t('operation.cancelling')}</Text>
        )}
      </div>
      <OperationFacts operation={operation} />
      <section className={styles.journal}>
        <Text as="h3" variant="body-large" weight="bold">
          {t('operations.journal')}
        </Text>
        <StepList
          label={t('operations.journal')}
          steps={steps}
          hasEnded={isOver}
          isDetailed
          headings="h4"
        />
      </section>
    </>
  );
}

/** Nothing for those who may not start such an operation. */
function CancelButton(props: {
  kind: OperationKind;
  isPending: boolean;
  isDisabled: boolean;
  onPress: () => void;
}) {
  const { kind, ...button } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { allowed } = usePermission({ permission: PERMISSIONS[kind] });
  return allowed ? (
    <Button
      size="small"
      variant="secondary"
      className={styles.cancel}
      {...button}
    >
      {t(`${kind}.cancel`)}
    </Button>
  ) : null;
}

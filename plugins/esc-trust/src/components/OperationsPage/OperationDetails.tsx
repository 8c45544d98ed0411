import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link } from '@backstage/ui';
import { stringifyEnvironmentRef } from '@internal/backstage-plugin-esc-trust-common';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useOperationDetails } from '../../hooks/useOperationDetails';
import { isNotFound } from '../../model/errors/isNotFound';
import { operationsRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import styles from './OperationDetails.module.css';
import { OperationReport } from './OperationReport';
import {
  FailedOperations,
  LoadingOperations,
  MissingOperation,
} from './states';

/** `/esc-trust/operations/:id`: one operation, live while it runs. */
export function OperationDetails() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(escTrustTranslationRef);
  const listHref = useRouteRef(operationsRouteRef)();
  const { operation, error, retry, unread, cancelling, cancel } =
    useOperationDetails(id);
  useDocumentTitle(
    'operations',
    operation && stringifyEnvironmentRef(operation.environment),
  );

  return (
    <Container>
      <div className={styles.page}>
        <Link href={listHref} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden /> {t('operations.back')}
        </Link>
        {operation && (
          <OperationReport
            operation={operation}
            unread={unread}
            cancelling={cancelling}
            onCancel={cancel}
          />
        )}
        {!operation && error && isNotFound(error) && <MissingOperation />}
        {!operation && error && !isNotFound(error) && (
          <FailedOperations error={error} isOne onRetry={retry} />
        )}
        {!operation && !error && <LoadingOperations />}
      </div>
    </Container>
  );
}

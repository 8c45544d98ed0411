import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import {
  Operation,
  stringifyEnvironmentRef,
} from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode } from 'react';
import { isRunning, knownKind } from '../../model/operations/operations';
import { roleName } from '../../model/roles/roleName';
import { operationRouteRef } from '../../routes';
import { escTrustTranslationRef } from '../../translation';
import { BreakableText } from '../elements/BreakableText';
import { EntityName } from '../elements/EntityName';
import text from '../elements/text.module.css';
import { OperationStateBadge } from './OperationStateBadge';
import styles from './OperationsTable.module.css';
import { Took, When } from './times';

const COLUMNS = [
  { id: 'state' },
  { id: 'what' },
  { id: 'role' },
  { id: 'by' },
  { id: 'when' },
] as const;

/** Operations, the latest first. */
export function OperationsTable(props: {
  operations: Operation[];
  /** Shown when there are none. */
  nothing: ReactNode;
}) {
  const { operations, nothing } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const hrefOf = useRouteRef(operationRouteRef);

  const contentOf = (
    operation: Operation,
    column: (typeof COLUMNS)[number]['id'],
  ) => {
    const { id, environment, accountId, outcome } = operation;
    switch (column) {
      case 'state':
        return <OperationStateBadge state={operation.state} />;
      case 'what':
        return (
          <>
            <Link href={hrefOf({ id })} className={styles.main}>
              {t(`operation.kind.${knownKind(operation) ?? 'other'}`)}
            </Link>
            <Text
              variant="body-small"
              className={`${styles.detail} ${text.quiet}`}
            >
              <BreakableText text={stringifyEnvironmentRef(environment)} />
            </Text>
          </>
        );
      case 'role':
        return (
          <>
            <Text title={outcome.roleArn} className={styles.main}>
              <BreakableText text={roleName(outcome.roleArn)} />
            </Text>
            <Text
              variant="body-small"
              className={`${styles.account} ${text.quiet}`}
            >
              {accountId}
            </Text>
          </>
        );
      case 'by':
        return <EntityName entityRef={operation.createdBy} />;
      default:
        return (
          <>
            <Text className={styles.main}>
              <When at={operation.createdAt} />
            </Text>
            <Text
              variant="body-small"
              className={`${styles.detail} ${text.quiet}`}
            >
              {!isRunning(operation) && `${t('operations.duration')} `}
              <Took operation={operation} />
            </Text>
          </>
        );
    }
  };

  return (
    <div className={styles.scroll}>
      <TableRoot aria-label={t('operations.table')} className={styles.table}>
        <TableHeader columns={COLUMNS}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.id === 'what'}
              className={styles[`column-${column.id}`]}
            >
              {t(`operations.${column.id}`)}
            </Column>
          )}
        </TableHeader>
        <TableBody items={operations} renderEmptyState={() => nothing}>
          {operation => (
            <Row id={operation.id} columns={COLUMNS}>
              {column => <Cell>{contentOf(operation, column.id)}</Cell>}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

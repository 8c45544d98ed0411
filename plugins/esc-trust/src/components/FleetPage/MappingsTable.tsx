import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Row,
  Selection,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TableRoot,
  useBreakpoint,
} from '@backstage/ui';
import {
  Mapping,
  MappingOrderField,
} from '@internal/backstage-plugin-esc-trust-common';
import { ReactNode } from 'react';
import { escTrustTranslationRef } from '../../translation';
import {
  EnvironmentCell,
  OwnerCell,
  RoleCell,
  StatusCell,
  UpdatedCell,
} from './cells';
import styles from './MappingsTable.module.css';

const ALL_COLUMNS: { id: MappingOrderField }[] = [
  { id: 'status' },
  { id: 'environment' },
  { id: 'accountId' },
  { id: 'ownerRef' },
  { id: 'updatedAt' },
];

/** Where there is little room, it says when things changed on their own page. */
const NARROW_COLUMNS = ALL_COLUMNS.filter(({ id }) => id !== 'updatedAt');

/** One page of mappings. */
export function MappingsTable(props: {
  /** Undefined until the first page is there. */
  mappings?: Mapping[];
  /** Another page is on its way. */
  isOld: boolean;
  order: { field: MappingOrderField; descending: boolean };
  onOrder: (field: MappingOrderField, descending: boolean) => void;
  selected: Selection;
  onSelect: (selected: Selection) => void;
  hrefOf: (mapping: Mapping) => string;
  accountTitles: ReadonlyMap<string, string>;
  /** Shown when there are none. */
  nothing: ReactNode;
}) {
  const { mappings, isOld, order, hrefOf, accountTitles, nothing } = props;
  const { t } = useTranslationRef(escTrustTranslationRef);
  const { down } = useBreakpoint();
  const columns = down('md') ? NARROW_COLUMNS : ALL_COLUMNS;
  const contentOf = (mapping: Mapping, column: MappingOrderField) => {
    switch (column) {
      case 'status':
        return <StatusCell mapping={mapping} />;
      case 'environment':
        return <EnvironmentCell mapping={mapping} href={hrefOf(mapping)} />;
      case 'accountId':
        return <RoleCell mapping={mapping} accountTitles={accountTitles} />;
      case 'ownerRef':
        return <OwnerCell mapping={mapping} />;
      default:
        return <UpdatedCell mapping={mapping} />;
    }
  };
  return (
    <div className={styles.scroll}>
      <TableRoot
        aria-label={t('fleet.table')}
        stale={isOld}
        isPending={!mappings}
        selectionMode={mappings?.length ? 'multiple' : 'none'}
        selectionBehavior="toggle"
        selectedKeys={props.selected}
        onSelectionChange={props.onSelect}
        sortDescriptor={{
          column: order.field,
          direction: order.descending ? 'descending' : 'ascending',
        }}
        onSortChange={({ column, direction }) => {
          const field = ALL_COLUMNS.find(({ id }) => id === column)?.id;
          if (field) {
            props.onOrder(field, direction === 'descending');
          }
        }}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              allowsSorting
              isRowHeader={column.id === 'environment'}
              className={styles[`column-${column.id}`]}
            >
              {t(`fleet.column.${column.id}`)}
            </Column>
          )}
        </TableHeader>
        {mappings ? (
          <TableBody
            items={mappings}
            dependencies={[columns, hrefOf, accountTitles]}
            renderEmptyState={() => nothing}
          >
            {mapping => (
              <Row id={mapping.id} columns={columns}>
                {column => <Cell>{contentOf(mapping, column.id)}</Cell>}
              </Row>
            )}
          </TableBody>
        ) : (
          <TableBodySkeleton columns={columns} />
        )}
      </TableRoot>
    </div>
  );
}

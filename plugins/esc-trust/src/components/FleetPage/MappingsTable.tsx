import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
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
import { memo, ReactNode, useMemo } from 'react';
import { escTrustTranslationRef } from '../../translation';
import { cellWords } from './cellWords';
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

/** One page of mappings; another one that is on its way doesn't touch it. */
export const MappingsTable = memo(
  (props: {
    /** Undefined until the first page is there. */
    mappings?: Mapping[];
    orderField: MappingOrderField;
    descending: boolean;
    onOrder: (field: MappingOrderField, descending: boolean) => void;
    selected: Selection;
    onSelect: (selected: Selection) => void;
    hrefOf: (mapping: Mapping) => string;
    accountTitles: ReadonlyMap<string, string>;
    /** Shown when there are none. */
    nothing: ReactNode;
  }) => {
    const { mappings, hrefOf, accountTitles, nothing } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const entityHref = useEntityRefLink();
    const { down } = useBreakpoint();
    const columns = down('md') ? NARROW_COLUMNS : ALL_COLUMNS;

    // Neither changes with the order or what is selected: React leaves them alone.
    const header = useMemo(
      () => (
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
      ),
      [columns, t],
    );
    const body = useMemo(() => {
      if (!mappings) {
        return <TableBodySkeleton columns={columns} />;
      }
      const words = cellWords(t);
      const contentOf = (mapping: Mapping, column: MappingOrderField) => {
        switch (column) {
          case 'status':
            return <StatusCell mapping={mapping} words={words} />;
          case 'environment':
            return (
              <EnvironmentCell
                mapping={mapping}
                words={words}
                href={hrefOf(mapping)}
              />
            );
          case 'accountId':
            return (
              <RoleCell
                mapping={mapping}
                words={words}
                accountTitles={accountTitles}
              />
            );
          case 'ownerRef':
            return (
              <OwnerCell
                mapping={mapping}
                words={words}
                entityHref={entityHref}
              />
            );
          default:
            return <UpdatedCell mapping={mapping} words={words} />;
        }
      };
      return (
        <TableBody
          items={mappings}
          dependencies={[columns, hrefOf, accountTitles, words, entityHref]}
          renderEmptyState={() => nothing}
        >
          {mapping => (
            <Row id={mapping.id} columns={columns}>
              {column => <Cell>{contentOf(mapping, column.id)}</Cell>}
            </Row>
          )}
        </TableBody>
      );
    }, [mappings, columns, hrefOf, accountTitles, entityHref, nothing, t]);

    return (
      <div className={styles.scroll}>
        <TableRoot
          aria-label={t('fleet.table')}
          isPending={!mappings}
          selectionMode={mappings?.length ? 'multiple' : 'none'}
          selectionBehavior="toggle"
          selectedKeys={props.selected}
          onSelectionChange={props.onSelect}
          sortDescriptor={{
            column: props.orderField,
            direction: props.descending ? 'descending' : 'ascending',
          }}
          onSortChange={({ column, direction }) => {
            const field = ALL_COLUMNS.find(({ id }) => id === column)?.id;
            if (field) {
              props.onOrder(field, direction === 'descending');
            }
          }}
        >
          {header}
          {body}
        </TableRoot>
      </div>
    );
  },
);

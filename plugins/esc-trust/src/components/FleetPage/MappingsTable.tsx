import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Row,
  Selection,
  TableBody,
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
import { Loading } from '../elements/Loading';
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

/** As many rows as are seen at once. */
const LOADING_BARS = new Array(8).fill(['100%', 32] as const);

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
    entityHref: (entityRef: string) => string;
    accountTitles: ReadonlyMap<string, string>;
    /** Shown when there are none. */
    nothing: ReactNode;
  }) => {
    const { mappings, hrefOf, entityHref, accountTitles, nothing } = props;
    const { t } = useTranslationRef(escTrustTranslationRef);
    const { down } = useBreakpoint();
    const columns = down('md') ? NARROW_COLUMNS : ALL_COLUMNS;
    // Kept from page to page: most say what another has said.
    const words = useMemo(() => cellWords(t), [t]);

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
    const rows = useMemo(
      () => mappings?.map((mapping, place) => ({ id: place, mapping })),
      [mappings],
    );
    const body = useMemo(() => {
      if (!rows) {
        // Those of the library are rows, whose headers say nothing.
        // Another body than that of the rows: it depends on nothing.
        return (
          <TableBody key="loading" renderEmptyState={() => <LoadingRows />} />
        );
      }
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
      // The body keeps its rows by these, and each row its cells.
      const dependencies = [columns, hrefOf, accountTitles, words, entityHref];
      return (
        <TableBody
          items={rows}
          dependencies={dependencies}
          renderEmptyState={() => nothing}
        >
          {({ id, mapping }) => (
            <Row id={id} columns={columns} dependencies={dependencies}>
              {column => <Cell>{contentOf(mapping, column.id)}</Cell>}
            </Row>
          )}
        </TableBody>
      );
    }, [rows, columns, words, hrefOf, entityHref, accountTitles, nothing]);

    return (
      <div className={styles.scroll}>
        <TableRoot
          aria-label={t('fleet.table')}
          isPending={!mappings}
          selectionMode={mappings?.length ? 'multiple' : 'none'}
          selectionBehavior="toggle"
          selectedKeys={placesOf(props.selected, mappings)}
          onSelectionChange={places =>
            props.onSelect(selectionOf(places, mappings))
          }
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

/*
 * To the table a row is the place where it stands, not the mapping in it: the
 * next page then takes the rows over that are there, which costs far less than
 * taking them all away and making others.
 */

function placesOf(selected: Selection, mappings: Mapping[] = []): Selection {
  return selected === 'all'
    ? selected
    : new Set(
        mappings.flatMap(({ id }, place) => (selected.has(id) ? [place] : [])),
      );
}

function selectionOf(places: Selection, mappings: Mapping[] = []): Selection {
  return places === 'all'
    ? places
    : new Set(
        mappings.flatMap(({ id }, place) => (places.has(place) ? [id] : [])),
      );
}

function LoadingRows() {
  const { t } = useTranslationRef(escTrustTranslationRef);
  return (
    <div className={styles.loading}>
      <Loading label={t('fleet.loading')} bars={LOADING_BARS} />
    </div>
  );
}

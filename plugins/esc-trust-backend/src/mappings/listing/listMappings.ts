import { MappingQuery } from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { RelatedRow, relatedColumns } from '../related';
import { MappingRow } from '../rows';
import { Cursor, decodeCursor, encodeCursor } from './cursor';
import { MappingOrder, orderColumns, parseOrder } from './order';
import { selectMappings, Visible } from './selectMappings';

const DEFAULT_LIMIT = 50;

/** One page of rows. */
export interface MappingPage {
  rows: RelatedRow[];
  totalItems: number;
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

/**
 * Reads one page, by the place where it starts rather than by its number: the
 * last page costs what the first one does, and a mapping that appears meanwhile
 * moves none to another page.
 *
 * @throws InputError for an order or a cursor that isn't one
 */
export async function listMappings(
  knex: Knex,
  query: MappingQuery,
  visible: Visible,
): Promise<MappingPage> {
  const { limit = DEFAULT_LIMIT, cursor: text, ...filters } = query;
  const order = parseOrder(query.orderField);
  const name = nameOf(filters);
  const cursor =
    text === undefined
      ? undefined
      : decodeCursor(text, name, orderColumns(order));
  const selected = () => selectMappings(knex, filters, visible);

  const found = pageOf(selected(), { order, limit, cursor });
  // Reports and the like are read of what is shown, not of all that is sorted.
  const page = knex
    .from(found.as('page'))
    .join('esc_trust_mappings', 'esc_trust_mappings.id', 'page.id')
    .select('esc_trust_mappings.*', ...relatedColumns(knex))
    .orderBy(
      sortingOf(order, cursor).map(({ column, ...rest }) => ({
        column: `page.${column}`,
        ...rest,
      })),
    );
  if (!cursor) {
    page.select(selected().count('*').as('total_items'));
  }
  const rows: Array<RelatedRow & { total_items?: number }> = await page;
  const totalItems = cursor?.totalItems ?? Number(rows[0]?.total_items ?? 0);
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (cursor?.isPrevious) {
    shown.reverse();
  }
  return {
    rows: shown,
    totalItems,
    pageInfo:
      cursor && shown.length === 0
        ? aroundNothing(cursor)
        : aroundPage(shown, {
            name,
            order,
            totalItems,
            cursor,
            hasMore,
          }),
  };
}

/** Where the pages before and behind one start. */
function aroundPage(
  shown: MappingRow[],
  page: {
    name: string;
    order: MappingOrder;
    totalItems: number;
    cursor?: Cursor;
    hasMore: boolean;
  },
): MappingPage['pageInfo'] {
  const { name, order, totalItems, cursor, hasMore } = page;
  const cursorAt = (row: MappingRow, isPrevious: boolean) =>
    encodeCursor({
      query: name,
      values: valuesOf(row, order),
      isPrevious,
      totalItems,
    });
  const isBehind = cursor !== undefined && !cursor.isPrevious;
  const isBefore = cursor?.isPrevious === true;
  return {
    ...(isBefore || hasMore
      ? { nextCursor: cursorAt(shown.at(-1)!, false) }
      : {}),
    ...(isBehind || (isBefore && hasMore)
      ? { prevCursor: cursorAt(shown[0], true) }
      : {}),
  };
}

/** All that was there is gone: the way back, with the mapping that led here. */
function aroundNothing(cursor: Cursor): MappingPage['pageInfo'] {
  const back = encodeCursor({
    ...cursor,
    isPrevious: !cursor.isPrevious,
    isIncluded: true,
  });
  return cursor.isPrevious ? { nextCursor: back } : { prevCursor: back };
}

/** One more row than the page has, from its place on in its direction. */
function pageOf(
  builder: Knex.QueryBuilder<MappingRow, MappingRow[]>,
  page: { order: MappingOrder; limit: number; cursor?: Cursor },
): Knex.QueryBuilder {
  const { order, limit, cursor } = page;
  const columns = orderColumns(order);
  if (cursor) {
    const isUpwards = isAscending(order, cursor);
    const names = columns.map(() => '??').join(', ');
    const values = columns.map(() => '?').join(', ');
    const operator = `${isUpwards ? '>' : '<'}${cursor.isIncluded ? '=' : ''}`;
    builder.whereRaw(`(${names}) ${operator} (${values})`, [
      ...columns,
      ...cursor.values,
    ]);
  }
  return builder
    .select('id', ...columns)
    .orderBy(sortingOf(order, cursor))
    .limit(limit + 1);
}

/** A page before another is read backwards, from there. */
function isAscending({ direction }: MappingOrder, cursor?: Cursor): boolean {
  return (direction === 'asc') !== Boolean(cursor?.isPrevious);
}

function sortingOf(
  order: MappingOrder,
  cursor?: Cursor,
): Array<{ column: string; order: 'asc' | 'desc' }> {
  const direction = isAscending(order, cursor) ? 'asc' : 'desc';
  return orderColumns(order).map(column => ({ column, order: direction }));
}

function valuesOf(row: MappingRow, order: MappingOrder): Cursor['values'] {
  return orderColumns(order).map(
    column => row[column as keyof MappingRow] as string | number,
  );
}

/** The same for all pages of a query. */
function nameOf(filters: Omit<MappingQuery, 'limit' | 'cursor'>): string {
  const entries = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(entries))
    .digest('base64url')
    .slice(0, 16);
}

import { InputError } from '@backstage/errors';
import { MappingOrderField } from '@internal/backstage-plugin-esc-trust-common';

/** What makes any order total: unique, and what people look for. */
const UNIQUE = ['organization', 'project', 'name', 'login_path'];

/** Columns before those; none of them is ever null. */
const COLUMNS: Record<MappingOrderField, string[]> = {
  environment: [],
  status: ['severity'],
  accountId: ['account_id'],
  ownerRef: ['owner_ref'],
  updatedAt: ['updated_at'],
};

/** In which order mappings are listed. */
export interface MappingOrder {
  field: MappingOrderField;
  direction: 'asc' | 'desc';
}

/** Reads the query's `orderField`, such as `status,desc`. */
export function parseOrder(text: string = 'environment'): MappingOrder {
  const [field, direction = 'asc'] = text.split(',');
  if (!(field in COLUMNS) || (direction !== 'asc' && direction !== 'desc')) {
    throw new InputError(
      `Mappings can't be ordered by "${text}": use ${Object.keys(COLUMNS).join(
        ', ',
      )}, with ",desc" for the other direction`,
    );
  }
  return { field: field as MappingOrderField, direction };
}

/** The columns that an order compares, one after the other. */
export function orderColumns({ field }: MappingOrder): string[] {
  return [...COLUMNS[field], ...UNIQUE];
}

import {
  Access,
  ExposureVerdict,
  findingCodes,
  MappingOrderField,
  MappingQuery,
  MappingSource,
  SummaryQuery,
  TrustStatus,
} from '@internal/backstage-plugin-esc-trust-common';

/** All statuses, the worst first. */
export const STATUSES: readonly TrustStatus[] = [
  'untrusted',
  'over-permissive',
  'unknown',
  'conditional',
  'trusted',
];

/** Whether an environment can assume its role, in all ways. */
export const ACCESSES: readonly Access[] = [
  'works',
  'conditional',
  'fails',
  'unknown',
];

/** Whether others can, in all ways. */
export const EXPOSURES: readonly ExposureVerdict[] = [
  'intended',
  'wider',
  'undecided',
];

/** How mappings come to be. */
export const MAPPING_SOURCES: readonly MappingSource[] = [
  'provisioned',
  'registered',
  'discovered',
];

/** What a value of each filter is, in the order in which filters are shown. */
const VALUES = {
  status: oneOf(STATUSES),
  access: oneOf(ACCESSES),
  exposure: oneOf(EXPOSURES),
  finding: oneOf(findingCodes),
  organization: /^[A-Za-z0-9._-]{1,100}$/,
  accountId: /^[0-9]{1,20}$/,
  ownerRef: /^(?=.{1,300}$)[a-zA-Z]+:[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/,
  roleName: /^[A-Za-z0-9_+=,.@-]{1,64}$/,
  source: oneOf(MAPPING_SOURCES),
} as const;

/** A filter that takes several values, named as in the API. */
export type FilterName = keyof typeof VALUES;

/** All of them, in the order in which they are shown. */
export const FILTER_NAMES = Object.keys(VALUES) as FilterName[];

/** As many values of one filter as the API takes. */
const MOST_VALUES = 100;
/** As long a search as the API takes. */
const LONGEST_SEARCH = 310;

const ORDER_FIELDS: readonly MappingOrderField[] = [
  'environment',
  'status',
  'accountId',
  'ownerRef',
  'updatedAt',
];

/** How many rows a page can have; the first is the default. */
export const PAGE_SIZES = [25, 50, 100] as const;

/** Which mappings the fleet page shows, and how: everything that its URL says. */
export interface FleetQuery {
  /** Absent where nothing is chosen; values are alternatives. */
  filters: Partial<Record<FilterName, readonly string[]>>;
  /** Shows the ignored pairs instead of all others. */
  ignored: boolean;
  /** The search, as it is sent. */
  q: string;
  orderField: MappingOrderField;
  descending: boolean;
  pageSize: (typeof PAGE_SIZES)[number];
  /** Absent for the first page. */
  page?: {
    cursor: string;
    /** How many come before; only said, never relied on. */
    offset: number;
  };
}

/** What the page shows when its URL says nothing: everything, the worst first. */
export const WHOLE_FLEET: FleetQuery = {
  filters: {},
  ignored: false,
  q: '',
  orderField: 'status',
  descending: false,
  pageSize: PAGE_SIZES[0],
};

/** Reads the query of the page's URL; what isn't known is left out. */
export function parseFleetQuery(search: URLSearchParams): FleetQuery {
  const filters: FleetQuery['filters'] = {};
  for (const name of FILTER_NAMES) {
    const values = new Set(
      search.getAll(name).filter(value => VALUES[name].test(value)),
    );
    if (values.size > 0) {
      filters[name] = [...values].slice(0, MOST_VALUES);
    }
  }
  const [field, direction] = (search.get('orderField') ?? '').split(',');
  const orderField = ORDER_FIELDS.find(known => known === field);
  const limit = Number(search.get('limit'));
  const cursor = search.get('cursor') ?? '';
  const offset = Number(search.get('offset'));
  return {
    filters,
    ignored: search.get('ignored') === 'true',
    q: searchTextOf(search.get('q') ?? ''),
    orderField: orderField ?? WHOLE_FLEET.orderField,
    descending: orderField !== undefined && direction === 'desc',
    pageSize: PAGE_SIZES.find(size => size === limit) ?? WHOLE_FLEET.pageSize,
    ...(/^[\w-]{1,2000}$/.test(cursor)
      ? {
          page: {
            cursor,
            offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
          },
        }
      : {}),
  };
}

/** Writes the query of the page's URL; what goes without saying is left out. */
export function formatFleetQuery(query: FleetQuery): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    for (const value of query.filters[name] ?? []) {
      search.append(name, value);
    }
  }
  if (query.ignored) {
    search.set('ignored', 'true');
  }
  if (query.q) {
    search.set('q', query.q);
  }
  if (orderOf(query) !== orderOf(WHOLE_FLEET)) {
    search.set('orderField', orderOf(query));
  }
  if (query.pageSize !== WHOLE_FLEET.pageSize) {
    search.set('limit', String(query.pageSize));
  }
  if (query.page) {
    search.set('cursor', query.page.cursor);
    if (query.page.offset > 0) {
      search.set('offset', String(query.page.offset));
    }
  }
  return search;
}

/** What the API is asked for to show one page. */
export function toMappingQuery(query: FleetQuery): MappingQuery {
  return {
    ...toSummaryQuery(query),
    orderField: orderOf(query),
    limit: query.pageSize,
    ...(query.page ? { cursor: query.page.cursor } : {}),
  };
}

/** What the API is asked for to count all pages. */
export function toSummaryQuery(query: FleetQuery): SummaryQuery {
  return {
    // Parsed: every value is one that its filter takes.
    ...(query.filters as SummaryQuery),
    ...(query.ignored ? { ignored: true } : {}),
    ...(query.q ? { q: query.q } : {}),
  };
}

/** A search as the API takes it: trimmed, of no more than it takes. */
export function searchTextOf(typed: string): string {
  return (
    [...typed.trim()]
      // No database holds NUL, nor half of a surrogate pair.
      .filter(char => !/[\0\ud800-\udfff]/.test(char) || char.length === 2)
      .join('')
      .slice(0, LONGEST_SEARCH)
      // Cut in the middle of a pair, or at a space.
      .replace(/[\ud800-\udbff]$/, '')
      .trim()
  );
}

function orderOf({ orderField, descending }: FleetQuery): string {
  return descending ? `${orderField},desc` : orderField;
}

function oneOf(values: readonly string[]) {
  return { test: (value: string) => values.includes(value) };
}

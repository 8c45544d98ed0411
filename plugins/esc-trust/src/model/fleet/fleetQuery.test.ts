import fc from 'fast-check';
import { findingCodes } from '@internal/backstage-plugin-esc-trust-common';
import {
  cleared,
  changed,
  chosenFilters,
  isNarrowed,
  scopeOf,
  toggled,
} from './fleetFilters';
import {
  ACCESSES,
  EXPOSURES,
  FleetQuery,
  formatFleetQuery,
  MAPPING_SOURCES,
  PAGE_SIZES,
  parseFleetQuery,
  searchTextOf,
  STATUSES,
  toMappingQuery,
  toSummaryQuery,
  WHOLE_FLEET,
} from './fleetQuery';

const some = (values: fc.Arbitrary<string>) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 5 });

const anyFilters: fc.Arbitrary<FleetQuery['filters']> = fc.record(
  {
    status: some(fc.constantFrom(...STATUSES)),
    access: some(fc.constantFrom(...ACCESSES)),
    exposure: some(fc.constantFrom(...EXPOSURES)),
    finding: some(fc.constantFrom(...findingCodes)),
    organization: some(fc.stringMatching(/^[A-Za-z0-9._-]{1,100}$/)),
    accountId: some(fc.stringMatching(/^[0-9]{12}$/)),
    ownerRef: some(
      fc.stringMatching(/^(group|user):[a-z0-9-]{1,20}\/[A-Za-z0-9._-]{1,20}$/),
    ),
    roleName: some(fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,64}$/)),
    source: some(fc.constantFrom(...MAPPING_SOURCES)),
  },
  { requiredKeys: [] },
);

const anyQuery: fc.Arbitrary<FleetQuery> = fc
  .record({
    filters: anyFilters,
    ignored: fc.boolean(),
    q: fc.string({ unit: 'binary', maxLength: 400 }).map(searchTextOf),
    orderField: fc.constantFrom(
      'environment' as const,
      'status' as const,
      'accountId' as const,
      'ownerRef' as const,
      'updatedAt' as const,
    ),
    descending: fc.boolean(),
    pageSize: fc.constantFrom(...PAGE_SIZES),
    page: fc.option(
      fc.record({
        cursor: fc.stringMatching(/^[A-Za-z0-9_-]{1,200}$/),
        offset: fc.nat(100_000),
      }),
      { nil: undefined },
    ),
  })
  .map(({ page, ...rest }) => (page ? { ...rest, page } : rest));

const anySearch = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          ...['status', 'finding', 'ownerRef', 'q', 'orderField', 'limit'],
          ...['cursor', 'offset', 'ignored', 'accountId', 'unheard-of'],
        ),
        fc.string(),
      ),
      fc.oneof(
        fc.constantFrom('trusted', '50', 'true', 'status,desc', 'group:a/b'),
        fc.string({ unit: 'binary' }),
      ),
    ),
  )
  .map(pairs => new URLSearchParams(pairs));

const readAgain = (query: FleetQuery) =>
  parseFleetQuery(new URLSearchParams(formatFleetQuery(query).toString()));

describe('the query of the fleet page', () => {
  it('survives its way through the URL', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        expect(readAgain(query)).toEqual(query);
      }),
    );
  });

  it('is read from whatever a URL says, and written as it was understood', () => {
    fc.assert(
      fc.property(anySearch, search => {
        const query = parseFleetQuery(search);
        expect(readAgain(query)).toEqual(query);
      }),
    );
  });

  it('needs no words for the whole fleet, the worst first', () => {
    expect(parseFleetQuery(new URLSearchParams())).toEqual(WHOLE_FLEET);
    expect(formatFleetQuery(WHOLE_FLEET).toString()).toBe('');
    expect(toMappingQuery(WHOLE_FLEET)).toEqual({
      orderField: 'status',
      limit: 25,
    });
  });

  it('drops what it does not know', () => {
    expect(
      parseFleetQuery(
        new URLSearchParams(
          'status=trusted&status=fine&finding=made-up&accountId=abc&ownerRef=me&orderField=id&limit=1000&cursor=%00&ignored=1&colour=red',
        ),
      ),
    ).toEqual({ ...WHOLE_FLEET, filters: { status: ['trusted'] } });
  });

  it('asks the API for one page, and for the counts of all', () => {
    const query: FleetQuery = {
      filters: { status: ['untrusted'], organization: ['acme'] },
      ignored: true,
      q: 'pay',
      orderField: 'updatedAt',
      descending: true,
      pageSize: 100,
      page: { cursor: 'abc', offset: 100 },
    };
    const filters = {
      status: ['untrusted'],
      organization: ['acme'],
      ignored: true,
      q: 'pay',
    };
    expect(toMappingQuery(query)).toEqual({
      ...filters,
      orderField: 'updatedAt,desc',
      limit: 100,
      cursor: 'abc',
    });
    expect(toSummaryQuery(query)).toEqual(filters);
  });

  it('searches for what databases can hold', () => {
    expect(searchTextOf('  acme/pay\0ments \ud83d')).toBe('acme/payments');
    expect(searchTextOf('😀')).toBe('😀');
    expect(searchTextOf(`${'x'.repeat(309)}😀`)).toBe('x'.repeat(309));
  });
});

describe('a filter', () => {
  const untrusted = { name: 'status' as const, value: 'untrusted' };

  it('that is chosen twice is not chosen', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        const { filters } = toggled(toggled(query, untrusted), untrusted);
        expect(new Set(filters.status)).toEqual(new Set(query.filters.status));
      }),
    );
  });

  it('starts at the first page', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        expect(toggled(query, untrusted).page).toBeUndefined();
        expect(changed(query, { q: 'x' }).page).toBeUndefined();
      }),
    );
  });

  it('is gone when all are cleared; the order stays', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        const { orderField, descending, pageSize } = query;
        const all = cleared(query);
        expect(isNarrowed(all)).toBe(false);
        expect(all).toEqual({
          ...WHOLE_FLEET,
          orderField,
          descending,
          pageSize,
        });
      }),
    );
  });

  it('of a headline leaves the counts alone', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        expect(scopeOf(toggled(query, untrusted))).toEqual(scopeOf(query));
        expect(
          chosenFilters(scopeOf(query)).map(({ name }) => name),
        ).not.toContain('access');
      }),
    );
  });
});

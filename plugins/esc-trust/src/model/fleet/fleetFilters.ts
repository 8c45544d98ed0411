import {
  FILTER_NAMES,
  FilterName,
  FleetQuery,
  WHOLE_FLEET,
} from './fleetQuery';

/** One chosen value of a filter. */
export interface ChosenFilter {
  name: FilterName;
  value: string;
}

/** What the headlines of reports are narrowed down by. */
const HEADLINES: readonly FilterName[] = ['status', 'access', 'exposure'];

/** Another query starts at its first page. */
export function changed(
  query: FleetQuery,
  change: Partial<Omit<FleetQuery, 'page'>>,
): FleetQuery {
  const { page, ...rest } = query;
  return { ...rest, ...change };
}

/** Chooses these values of a filter, and no others. */
export function withFilter(
  query: FleetQuery,
  name: FilterName,
  values: readonly string[],
): FleetQuery {
  const { [name]: _, ...others } = query.filters;
  return changed(query, {
    filters: values.length > 0 ? { ...others, [name]: values } : others,
  });
}

/** Chooses a value, or doesn't any more. */
export function toggled(
  query: FleetQuery,
  { name, value }: ChosenFilter,
): FleetQuery {
  const values = query.filters[name] ?? [];
  return withFilter(
    query,
    name,
    values.includes(value)
      ? values.filter(other => other !== value)
      : [...values, value],
  );
}

/** All chosen values. */
export function chosenFilters(query: FleetQuery): ChosenFilter[] {
  return FILTER_NAMES.flatMap(name =>
    (query.filters[name] ?? []).map(value => ({ name, value })),
  );
}

/** Whether anything keeps mappings out of the list. */
export function isNarrowed(query: FleetQuery): boolean {
  return query.ignored || query.q !== '' || chosenFilters(query).length > 0;
}

/** Everything again, in the same order. */
export function cleared(query: FleetQuery): FleetQuery {
  const { filters, ignored, q } = WHOLE_FLEET;
  return changed(query, { filters, ignored, q });
}

/**
 * What the counts are about: everything that the other filters leave, so that
 * choosing a status doesn't hide how many there are of the others.
 */
export function scopeOf(query: FleetQuery): FleetQuery {
  return HEADLINES.reduce<FleetQuery>(
    (scope, name) => withFilter(scope, name, []),
    query,
  );
}

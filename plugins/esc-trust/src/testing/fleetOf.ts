import { InputError, NotFoundError } from '@backstage/errors';
import {
  Account,
  EscTrustApi,
  GroupCounts,
  Mapping,
  MappingQuery,
  Organization,
  stringifyEnvironmentRef,
  Summary,
  SummaryQuery,
} from '@internal/backstage-plugin-esc-trust-common';
import { roleName } from '../model/roles/roleName';
import { STATUSES } from '../model/fleet/fleetQuery';

/** What the fleet page calls. */
export type FleetApi = Pick<
  EscTrustApi,
  | 'listMappings'
  | 'getSummary'
  | 'listAccounts'
  | 'listOrganizations'
  | 'assessMapping'
>;

const DEFAULT_LIMIT = 50;

/**
 * An API that filters, orders, counts and pages over these mappings as the
 * backend does.
 *
 * @param mappings - all of them
 * @param sources - what assessments read
 */
export function fleetOf(
  mappings: Mapping[],
  sources: { accounts?: Account[]; organizations?: Organization[] } = {},
): FleetApi {
  return {
    async listMappings(query) {
      const { limit = DEFAULT_LIMIT, cursor } = query;
      const found = mappings
        .filter(mapping => isAskedFor(mapping, query))
        .sort(orderOf(query));
      const start = startOf(query, cursor);
      return {
        items: found.slice(start, start + limit),
        totalItems: found.length,
        pageInfo: {
          ...(start + limit < found.length
            ? { nextCursor: cursorAt(query, start + limit) }
            : {}),
          ...(start > 0
            ? { prevCursor: cursorAt(query, Math.max(0, start - limit)) }
            : {}),
        },
      };
    },
    async getSummary(query = {}) {
      return summaryOf(mappings.filter(mapping => isAskedFor(mapping, query)));
    },
    async listAccounts() {
      return { items: sources.accounts ?? [] };
    },
    async listOrganizations() {
      return { items: sources.organizations ?? [] };
    },
    async assessMapping(id) {
      const found = mappings.find(mapping => mapping.id === id);
      if (!found) {
        throw new NotFoundError(`There is no mapping ${id}`);
      }
      return found;
    },
  };
}

function isAskedFor(mapping: Mapping, query: SummaryQuery): boolean {
  const { environment, trust, ownerRef, accountId, roleArn } = mapping;
  const role = roleArn && roleName(roleArn);
  const has = (wanted: string[] | undefined, ...values: unknown[]) =>
    !wanted || values.some(value => wanted.includes(String(value)));
  const terms = [
    stringifyEnvironmentRef(environment),
    `${environment.project}/${environment.name}`,
    environment.name,
    role ?? '',
    accountId ?? '',
  ];
  return (
    has(query.status, trust.status) &&
    has(query.access, trust.access) &&
    has(query.exposure, trust.exposure.verdict) &&
    has(query.finding, ...trust.findings.map(({ code }) => code)) &&
    has(query.organization, environment.organization) &&
    has(query.accountId, accountId) &&
    has(query.ownerRef, ownerRef) &&
    has(query.roleName, role) &&
    has(query.source, mapping.source) &&
    (mapping.ignored ?? false) === (query.ignored ?? false) &&
    terms.some(term => term.startsWith((query.q ?? '').toLowerCase()))
  );
}

function orderOf({ orderField = 'environment' }: MappingQuery) {
  const [field, direction] = orderField.split(',');
  const keyOf = (mapping: Mapping): string => {
    const environment = stringifyEnvironmentRef(mapping.environment);
    switch (field) {
      case 'status':
        return `${STATUSES.indexOf(mapping.trust.status)} ${environment}`;
      case 'accountId':
      case 'ownerRef':
      case 'updatedAt':
        return `${mapping[field] ?? ''} ${environment}`;
      default:
        return environment;
    }
  };
  const sign = direction === 'desc' ? -1 : 1;
  return (a: Mapping, b: Mapping) => (keyOf(a) < keyOf(b) ? -sign : sign);
}

/** Of one query only, as the backend's. */
function cursorAt({ cursor, limit, ...query }: MappingQuery, start: number) {
  return `${start}-${hashOf(JSON.stringify(query))}`;
}

function startOf(query: MappingQuery, cursor: string | undefined): number {
  const start = Number(cursor?.split('-')[0] ?? 0);
  if (cursor && cursor !== cursorAt(query, start)) {
    throw new InputError('The cursor is of another query');
  }
  return start;
}

function hashOf(text: string): string {
  const hash = [...text].reduce(
    (sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_000_007,
    7,
  );
  return hash.toString(36);
}

function summaryOf(mappings: Mapping[]): Summary {
  const summary: Summary = {
    totalItems: mappings.length,
    status: noStatus(),
    access: { works: 0, conditional: 0, fails: 0, unknown: 0 },
    exposure: { intended: 0, wider: 0, undecided: 0 },
    organizations: groupsOf(mappings, one => one.environment.organization),
    accounts: groupsOf(mappings, one => one.accountId),
    owners: groupsOf(mappings, one => one.ownerRef),
  };
  for (const { trust } of mappings) {
    summary.status[trust.status] += 1;
    summary.access[trust.access] += 1;
    summary.exposure[trust.exposure.verdict] += 1;
  }
  return summary;
}

function groupsOf(
  mappings: Mapping[],
  nameOf: (mapping: Mapping) => string | undefined,
): GroupCounts[] {
  const groups = new Map<string, GroupCounts>();
  for (const mapping of mappings) {
    const name = nameOf(mapping) ?? '';
    const group = groups.get(name) ?? {
      name,
      totalItems: 0,
      status: noStatus(),
    };
    group.totalItems += 1;
    group.status[mapping.trust.status] += 1;
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => b.totalItems - a.totalItems);
}

function noStatus(): GroupCounts['status'] {
  return {
    trusted: 0,
    conditional: 0,
    'over-permissive': 0,
    untrusted: 0,
    unknown: 0,
  };
}

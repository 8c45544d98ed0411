import { NotFoundError } from '@backstage/errors';
import {
  AccountList,
  EscTrustApi,
  GroupCounts,
  History,
  Mapping,
  MappingList,
  MappingQuery,
  OrganizationList,
  Role,
  RoleDetails,
  RoleList,
  Summary,
} from '@internal/backstage-plugin-esc-trust-common';
import { DevEscTrustApi } from './DevEscTrustApi';
import { ExamplePair, PAIRS } from './examplePairs';

const READ_AT = new Date(Date.now() - 60_000).toISOString();
const fleet = PAIRS.map(({ mapping }) => mapping);

/** The examples of the card and, for the pages, a small fleet. */
export class DevFleet extends DevEscTrustApi implements Partial<EscTrustApi> {
  async listMappings(query: MappingQuery): Promise<MappingList> {
    if (query.entityRef?.length) {
      return super.listMappings(query);
    }
    const items = fleet.filter(mapping => fits(mapping, query));
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async getMapping(id: string): Promise<Mapping> {
    return fleet.find(one => one.id === id) ?? super.getMapping(id);
  }

  async getMappingHistory(id: string): Promise<History> {
    const { trust, createdAt: at } = await this.getMapping(id);
    const { status, access, exposure, findings } = trust;
    return {
      items: [
        {
          at,
          status,
          access,
          exposure: exposure.verdict,
          findings: findings.map(({ code }) => code),
        },
      ],
      pageInfo: {},
    };
  }

  async getSummary(): Promise<Summary> {
    return {
      totalItems: fleet.length,
      status: statuses(fleet),
      access: {
        works: count(one => one.trust.access === 'works'),
        conditional: count(one => one.trust.access === 'conditional'),
        fails: count(one => one.trust.access === 'fails'),
        unknown: count(one => one.trust.access === 'unknown'),
      },
      exposure: {
        intended: count(one => one.trust.exposure.verdict === 'intended'),
        wider: count(one => one.trust.exposure.verdict === 'wider'),
        undecided: count(one => one.trust.exposure.verdict === 'undecided'),
      },
      organizations: groups(one => one.environment.organization),
      accounts: groups(one => one.accountId ?? ''),
      owners: groups(one => one.ownerRef ?? ''),
    };
  }

  async listAccounts(): Promise<AccountList> {
    const read = {
      partition: 'aws',
      lastTriedAt: READ_AT,
      lastGoodAt: READ_AT,
    };
    return {
      items: [
        { accountId: '111111111111', title: 'dev', ...read },
        { accountId: '222222222222', title: 'prod', ...read },
        {
          accountId: '333333333333',
          title: 'sandbox',
          ...read,
          lastGoodAt: PAIRS[5].mapping.stale!.since,
          failure: { ...PAIRS[5].mapping.stale!, cycles: 1 },
        },
      ],
    };
  }

  async listOrganizations(): Promise<OrganizationList> {
    return {
      items: [
        {
          name: 'acme',
          issuer: 'https://api.pulumi.com/oidc',
          lastTriedAt: READ_AT,
          lastGoodAt: READ_AT,
        },
      ],
    };
  }

  async listRoles(accountId: string): Promise<RoleList> {
    const items = PAIRS.map(pair => ({
      ...roleOf(pair),
      totalMappings: 1,
      worstStatus: pair.mapping.trust.status,
    })).filter(one => one.accountId === accountId);
    return { items, pageInfo: {} };
  }

  async getRole(accountId: string, name: string): Promise<RoleDetails> {
    const pair = PAIRS.find(one => {
      const role = roleOf(one);
      return role.accountId === accountId && role.name === name;
    });
    if (!pair) {
      throw new NotFoundError(`The account has no role ${name}`);
    }
    return {
      ...roleOf(pair),
      trustPolicy: pair.trustPolicy,
      identityProviders: [
        {
          issuer: 'https://api.pulumi.com/oidc',
          arn: `arn:aws:iam::${accountId}:oidc-provider/api.pulumi.com/oidc`,
          exists: true,
          clientIds: ['aws:acme'],
        },
      ],
      mappings: [pair.mapping],
      totalMappings: 1,
      live: {
        tags: {},
        managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        inlinePolicies: {},
      },
    };
  }
}

function fits(mapping: Mapping, query: MappingQuery): boolean {
  const { status, source, accountId, q = '' } = query;
  const { organization, project, name } = mapping.environment;
  return (
    (!status?.length || status.includes(mapping.trust.status)) &&
    (!source?.length || source.includes(mapping.source)) &&
    (!accountId?.length || accountId.includes(mapping.accountId!)) &&
    [`${organization}/${project}/${name}`, `${project}/${name}`, name].some(
      term => term.startsWith(q),
    )
  );
}

function count(fitting: (mapping: Mapping) => boolean, of = fleet): number {
  return of.filter(fitting).length;
}

function statuses(of: Mapping[]): Summary['status'] {
  const having = (status: keyof Summary['status']) =>
    count(one => one.trust.status === status, of);
  return {
    untrusted: having('untrusted'),
    'over-permissive': having('over-permissive'),
    unknown: having('unknown'),
    conditional: having('conditional'),
    trusted: having('trusted'),
  };
}

function groups(nameOf: (mapping: Mapping) => string): GroupCounts[] {
  return [...new Set(fleet.map(nameOf))].map(name => {
    const of = fleet.filter(one => nameOf(one) === name);
    return { name, totalItems: of.length, status: statuses(of) };
  });
}

function roleOf({ mapping }: ExamplePair): Role {
  const { roleArn = '', accountId = '', trust, ownerRef } = mapping;
  return {
    roleArn,
    accountId,
    name: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    path: '/',
    exists: true,
    maxSessionDuration: 3_600,
    ownerRef,
    exposure: trust.exposure,
  };
}

import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { openApiDocument } from '@internal/backstage-plugin-esc-trust-common';
import { ALLOWED_POLICY, REQUEST, TEAM } from '../testPortal';
import {
  GUEST_REF,
  OTHER_TEAM,
  OURS,
  startTwoTeams,
  THEIR_KEY,
  THEIRS,
  TwoTeams,
} from '../twoTeams';
import { Knex } from 'knex';
import { GivenCursor, Schema, ValueSource } from './values';

/** A portal that has something of everything, a running operation too. */
export interface FuzzWorld {
  world: TwoTeams;
  /** Puts back what requests have removed, and tells what is there. */
  refresh(): Promise<(route: string) => ValueSource>;
}

const schemas = openApiDocument.components.schemas as unknown as Record<
  string,
  Schema
>;

/** Of the roles of an account that nobody has read yet. */
const NO_CURSOR = Buffer.from('{"after":["a","b"]}').toString('base64url');

export async function startFuzzWorld(knex: Knex): Promise<FuzzWorld> {
  const world = await startTwoTeams({ knex });
  const { portal } = world;
  const pairs = [
    ...portal.demo.mappings,
    { environment: THEIRS.environment, loginPath: 'aws.login', ownerRef: TEAM },
  ].map(({ environment, loginPath, ownerRef }) => ({
    environment,
    loginPath,
    ownerRef,
  }));
  const as = (query?: string) => ({ as: GUEST_REF, query });

  /** The mapping of a pair, unless it can't be registered any more. */
  const mappingOf = async (body: (typeof pairs)[number]) => {
    const answer = await world.ask('POST /mappings', { ...as(), body });
    return answer.ok ? [answer.body as Mapping] : [];
  };

  return {
    world,
    refresh: async () => {
      const mappings: Mapping[] = [];
      for (const pair of pairs) {
        mappings.push(...(await mappingOf(pair)));
      }
      const mappingIds = mappings.map(({ id }) => id);
      const cursors = new Map<string, string[]>();
      const pages = new Map<string, GivenCursor[]>();
      for (const [route, path] of [
        ['GET /mappings', '/mappings?'],
        ['GET /mappings', '/mappings?orderField=status&'],
        ['GET /mappings/{id}/history', `/mappings/${mappingIds[0]}/history?`],
        ['GET /environments', '/environments?organization=acme&'],
        ['GET /accounts/{accountId}/roles', '/accounts/111111111111/roles?'],
      ]) {
        const page = await world.ask(`GET ${path}limit=1`, as());
        const cursor: string = page.body.pageInfo.nextCursor ?? NO_CURSOR;
        cursors.set(route, [...(cursors.get(route) ?? []), cursor]);
        pages.set(route, [
          ...(pages.get(route) ?? []),
          { path: `${path}limit=1`, cursor },
        ]);
      }
      const source = (more: ValueSource['real']): ValueSource => ({
        schemas,
        real: {
          ...realValues(mappings),
          RegisterMappingRequest: pairs,
          mappingId: mappingIds,
          ...more,
        },
      });
      const acceptable =
        mappings.find(({ trust }) => trust.status === 'over-permissive') ??
        mappings[0];
      return route => {
        const cursor = cursors.get(route) ?? [];
        const given = pages.get(route) ?? [];
        if (route.includes('/operations')) {
          return source({ id: [world.operationId, world.runningId] });
        }
        if (route.includes('/environments')) {
          const name = mappings.map(({ environment }) => environment.name);
          return source({ cursor, given, name });
        }
        return route.includes('/acceptances')
          ? source({
              id: [acceptable.id],
              fingerprint: acceptable.trust.findings.map(
                finding => finding.fingerprint,
              ),
            })
          : source({ id: mappingIds, cursor, given });
      };
    },
  };
}

/** Text of lists in one another. */
const DEEP_TEXT = `{"Statement":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;

const TRUST_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: {
        Federated:
          'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc',
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:acme' },
        StringLike: {
          'api.pulumi.com/oidc:sub': 'pulumi:environments:org:acme:env:*',
        },
      },
    },
  ],
};

function realValues(mappings: Mapping[]): ValueSource['real'] {
  const environments = mappings.map(({ environment }) => environment);
  const unused = environments.map((_, index) => ({
    ...REQUEST.environment,
    name: `fuzz-${index}`,
  }));
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  return {
    Environment: [...environments, ...unused, OURS.environment],
    environment: environments.map(
      ({ organization, project, name }) => `${organization}/${project}/${name}`,
    ),
    organization: ['acme'],
    project: ['payments', 'platform', 'default'],
    ownerRef: [TEAM, TEAM, OTHER_TEAM, 'user:default/guest'],
    entityRefs: [
      'component:default/payments-api',
      'component:default/payments-batch',
    ],
    EntityRef: ['component:default/payments-api', 'system:default/payments'],
    AccountId: ['111111111111'],
    roleName: mappings.flatMap(
      ({ roleArn }) => roleArn?.split('/').at(-1) ?? [],
    ),
    name: ['fuzz-role', 'theirs', 'payments-dev-api'],
    q: ['acme/pay', 'prod', '1111'],
    FindingCode: mappings.flatMap(({ trust }) =>
      trust.findings.map(({ code }) => code),
    ),
    until: [tomorrow],
    planDigest: ['0'.repeat(64)],
    ProvisionRequest: [
      ...unused.map(environment => ({ ...REQUEST, environment })),
      { ...REQUEST, dryRun: true },
      { ...REQUEST, dryRun: true, environment: environments[0] },
      THEIRS,
      OURS,
    ],
    managedPolicyArns: [ALLOWED_POLICY],
    description: ['A role'],
    maxSessionDuration: [3_600],
    loginPath: ['aws.login'],
    path: ['aws.login'],
    duration: ['1h', '30m'],
    sessionName: ['session'],
    'Idempotency-Key': [THEIR_KEY, 'fuzz'],
    issuer: ['https://api.pulumi.com/oidc'],
    arn: mappings.flatMap(({ roleArn }) => roleArn ?? []),
    clientIds: ['aws:acme'],
    trustPolicy: [TRUST_POLICY, JSON.stringify(TRUST_POLICY), DEEP_TEXT],
    inlinePolicy: [{ Version: '2012-10-17', Statement: [] }, DEEP_TEXT],
  };
}

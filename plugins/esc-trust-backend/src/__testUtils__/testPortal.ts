import {
  AuditorService,
  BackendFeature,
  BackstageCredentials,
  coreServices,
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  actionsRegistryServiceMock,
  MockActionsRegistry,
} from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { JsonObject } from '@backstage/types';
import {
  Mapping,
  Operation,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { escTrustMappingRules } from '@internal/backstage-plugin-esc-trust-node';
import {
  CloudSimulator,
  createCloudSimulator,
  DemoData,
  loadDemoData,
  serveCloudSimulator,
} from '@internal/cloud-simulator';
import { Knex } from 'knex';
import { devNull } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { DatabaseMappingStore } from '../mappings/DatabaseMappingStore';
import { escTrustPlugin } from '../plugin';
import { breachesIn } from './apiContract';
import { keepAnswers } from './keepAnswers';
import { KeptLog } from './KeptLog';
import { leaksIn } from './leaks';
import { ALL_TABLES } from './provisioningWorld';

export const TEAM = 'group:default/payments-team';
export const ALLOWED_POLICY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

/** Allowed, and not there until a test makes it. */
export const LATE_POLICY = 'arn:aws:iam::111111111111:policy/Late';

/** What every test starts from: an environment that is new, in the dev account. */
export const REQUEST: ProvisionRequest = {
  kind: 'provision',
  environment: { organization: 'acme', project: 'payments', name: 'invoices' },
  accountId: '111111111111',
  ownerRef: TEAM,
  entityRefs: ['component:default/payments-api'],
  role: { managedPolicyArns: [ALLOWED_POLICY] },
};

/** The guest of the payments team, with a header for requests. */
export const GUEST = mockCredentials.user.header('user:default/guest');

const MEMBERS: Record<string, string[]> = {
  'user:default/guest': ['user:default/guest', TEAM],
  'user:default/sam': ['user:default/sam', 'group:default/platform-team'],
  'user:default/both': [TEAM, 'group:default/platform-team'],
};

const entity = (kind: string, name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

const ENTITIES = [
  entity('Component', 'payments-api', TEAM),
  entity('Component', 'payments-batch', TEAM),
  entity('System', 'payments', TEAM),
  entity('Component', 'cluster', 'group:default/platform-team'),
];

/** Keeps events without their requests: those hold the user's token. */
function auditorFactory({ auditor }: KeptLog, onEvent: (id: string) => void) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: (): AuditorService => ({
      async createEvent({ request: _, ...event }) {
        onEvent(event.eventId);
        return auditor.createEvent(event);
      },
    }),
  });
}

/**
 * A permission policy, by who asks and the permission's name. Conditions are
 * applied to mappings as the permission framework does.
 */
export type Policy = (
  userRef: string,
  permission: string,
) => AuthorizeResult.ALLOW | AuthorizeResult.DENY | ConditionalPolicyDecision;

function permissionsFactory(policy: Policy, knex: Knex) {
  const mappings = new DatabaseMappingStore({ knex });
  const rules = Object.values(escTrustMappingRules);
  const meets = createConditionAuthorizer<Mapping>({
    getRuleByName: wanted => rules.find(({ name }) => name === wanted)!,
  });
  const decide = async (
    requests: Array<{ permission: { name: string }; resourceRef?: string }>,
    options?: { credentials?: unknown },
  ): Promise<any[]> => {
    const { principal } = options?.credentials as BackstageCredentials;
    const { userEntityRef } = principal as { userEntityRef: string };
    return Promise.all(
      requests.map(async ({ permission, resourceRef }) => {
        const decision = policy(userEntityRef, permission.name);
        if (typeof decision === 'string') {
          return { result: decision };
        }
        if (!resourceRef) {
          return decision;
        }
        const isMet = meets(decision, await mappings.get(resourceRef));
        return { result: isMet ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
      }),
    );
  };
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: (): PermissionsService => ({
      authorize: decide,
      authorizeConditional: decide,
    }),
  });
}

const userInfoFactory = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: BackstageCredentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: MEMBERS[userEntityRef] ?? [userEntityRef],
      };
    },
  }),
});

/** A started backend with this plugin, against a simulator over HTTP. */
export interface TestPortal {
  simulator: CloudSimulator;
  demo: DemoData;
  http: ReturnType<typeof request>;
  /** Calls to the clouds that change something, answered or refused. */
  writes(): string[];
  /** What is offered to templates and assistants. */
  actions: MockActionsRegistry;
  /** How what is audited ended so far, such as `success operation-start`. */
  audited(): string[];
  /** Provisions as the guest and waits for the end. */
  provision(
    body: ProvisionRequest,
    headers?: Record<string, string>,
  ): Promise<Operation>;
  /**
   * @throws when an answer was not as the OpenAPI document says, or a secret was
   *   answered, logged, audited or stored meanwhile
   */
  stop(): Promise<void>;
}

/** Starts it; `config` overrides parts of `escTrust` and `aws`. */
export async function startTestPortal(options: {
  knex: Knex;
  permissions?: AuthorizeResult.ALLOW | AuthorizeResult.DENY | Policy;
  /** Runs when an audit event begins, such as `operation-apply`. */
  onAudit?: (eventId: string, simulator: CloudSimulator) => void;
  config?: (demo: DemoData, url: string) => JsonObject;
  /** What is there beside the plugin. */
  features?: BackendFeature[];
}): Promise<TestPortal> {
  const simulator = createCloudSimulator();
  const demo = loadDemoData(simulator);
  const server = await serveCloudSimulator(simulator, { port: 0 });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.url,
    // Nothing of this machine's own may lend the portal credentials.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  });
  const { permissions = AuthorizeResult.ALLOW } = options;
  const log = new KeptLog();
  const actions = actionsRegistryServiceMock();
  const backend = await startTestBackend({
    features: [
      escTrustPlugin,
      ...(options.features ?? []),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => log.logger,
      }),
      mockServices.database.factory({ knex: options.knex }),
      permissionsFactory(
        typeof permissions === 'function' ? permissions : () => permissions,
        options.knex,
      ),
      userInfoFactory,
      catalogServiceMock.factory({ entities: ENTITIES }),
      auditorFactory(log, id => options.onAudit?.(id, simulator)),
      mockServices.rootConfig.factory({
        data: {
          ...configFor(demo, server.url),
          ...options.config?.(demo, server.url),
        },
      }),
    ],
  });
  const answers = keepAnswers(backend.server);
  const http = request(backend.server);
  simulator.calls.length = 0;

  return {
    simulator,
    demo,
    http,
    actions,
    writes: () =>
      simulator.calls.filter(call => call.write).map(call => call.action),
    audited: () =>
      log.events.map(event => {
        const [outcome, { eventId }] = event as [string, { eventId: string }];
        return `${outcome} ${eventId}`;
      }),
    provision: async (body, headers = {}) => {
      const response = await http
        .post('/api/esc-trust/operations')
        .set('Authorization', GUEST)
        .set(headers)
        .send(body);
      let operation: Operation = response.body;
      while (
        ['pending', 'applying', 'rolling-back'].includes(operation.state)
      ) {
        await wait(20);
        operation = (
          await http
            .get(`/api/esc-trust/operations/${operation.id}`)
            .set('Authorization', GUEST)
        ).body;
      }
      return operation;
    },
    stop: async () => {
      const tables = await Promise.all(
        ALL_TABLES.map(table => options.knex(table).select()),
      );
      await backend.stop();
      await server.close();
      delete process.env.AWS_ENDPOINT_URL;
      const traces = [
        ...answers.map(({ request: asked, text }) => [asked, text]),
        ['log', JSON.stringify(log.lines)],
        ['audit', JSON.stringify(log.events)],
        ['database', JSON.stringify(tables)],
      ];
      const leaks = traces.flatMap(([where, text]) =>
        leaksIn(simulator, text).map(leak => `${leak} in ${where}`),
      );
      if (leaks.length > 0) {
        throw new Error(`The portal told: ${[...new Set(leaks)].join(', ')}`);
      }
      const breaches = new Set(answers.flatMap(breachesIn));
      if (breaches.size > 0) {
        throw new Error(`Not as documented: ${[...breaches].join('\n')}`);
      }
    },
  };
}

/** What `escTrust` and `aws` are in the demo. */
export function configFor(demo: DemoData, url: string) {
  return {
    aws: {
      mainAccount: demo.awsCredentials,
      accountDefaults: { roleName: 'esc-trust-portal' },
    },
    escTrust: {
      organizations: [
        {
          name: 'acme',
          apiUrl: url,
          tokens: {
            read: demo.pulumiTokens.read,
            write: demo.pulumiTokens.write,
          },
        },
      ],
      accounts: demo.accounts.map(({ accountId, name }) => ({
        accountId,
        title: name,
      })),
      provisioning: {
        allow: [
          {
            ownerRef: TEAM,
            accounts: ['111111111111', '333333333333'],
            projects: ['acme/payments', 'acme/platform'],
            managedPolicyArns: [
              ALLOWED_POLICY,
              'arn:aws:iam::aws:policy/NoSuchPolicy',
              LATE_POLICY,
            ],
          },
        ],
      },
    },
  };
}

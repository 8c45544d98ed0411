import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Operation,
  ProvisionRequest,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { Test } from 'supertest';
import { PLANTED_COMMENT, PLANTED_SECRET, PLANTED_VALUE } from './names';
import { Snapshot, takeSnapshot } from './snapshot';
import {
  ALLOWED_POLICY,
  configFor,
  GUEST,
  Policy,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from './testPortal';

export const OTHER_TEAM = 'group:default/platform-team';

/** A member of the other team, with a header for requests. */
export const OTHER = 'user:default/sam';
/** A member of the first team. */
export const GUEST_REF = 'user:default/guest';

/** Both teams may use all of it, so that nothing but ownership divides them. */
const ALLOWANCE = {
  accounts: ['111111111111'],
  projects: ['acme/payments', 'acme/platform'],
  managedPolicyArns: [ALLOWED_POLICY],
};

/** What the first team has. */
export const THEIRS: ProvisionRequest = {
  ...REQUEST,
  entityRefs: [],
  role: {
    ...REQUEST.role,
    name: 'theirs',
    description: 'planted-description',
    tags: { planted: 'planted-tag' },
  },
};
const HELD: ProvisionRequest = {
  ...REQUEST,
  environment: { ...REQUEST.environment, name: 'held' },
  role: { ...REQUEST.role, name: 'held' },
};
/** A key that the first team has used. */
export const THEIR_KEY = 'their-key';
/** A role of the first team that this portal didn't make. */
export const THEIR_OLD_ROLE = 'payments-dev-api';

/** What the other team has, and asks for. */
export const OURS: ProvisionRequest = {
  kind: 'provision',
  environment: { organization: 'acme', project: 'platform', name: 'ours' },
  accountId: '111111111111',
  ownerRef: OTHER_TEAM,
  role: { name: 'ours' },
};
/** An environment of the other team whose login names a role of the first. */
export const TRAP = { ...OURS.environment, name: 'trap' };

/** What only the first team may be told. */
export const THEIR_DATA = [
  'planted-description',
  'planted-tag',
  'held',
  '"steps":',
];

/** A portal with two teams, and what to do with it. */
export interface TwoTeams {
  portal: TestPortal;
  /** What the first team has: an operation that succeeded, and its mapping. */
  operationId: string;
  mappingId: string;
  /** Its operation that is held until `release` is called. */
  runningId: string;
  release(): void;
  /** Asks the REST API, as the other team unless it says so. */
  ask(
    route: string,
    call?: {
      as?: string;
      query?: string;
      headers?: Record<string, string>;
      body?: object;
    },
  ): Test;
  /** Waits for the end of an operation of the first team. */
  ended(operationId: string): Promise<Operation>;
  /** Both clouds, and what the portal knows. */
  snapshot(): Promise<Snapshot>;
}

/**
 * A portal with two teams. The first has provisioned, and is provisioning right
 * now: that operation is held until `release` is called.
 */
export async function startTwoTeams(options: {
  knex: Knex;
  permissions?: Policy;
}): Promise<TwoTeams> {
  const portal = await startTestPortal({
    ...options,
    config: (demo, url) => {
      const { aws, escTrust } = configFor(demo, url);
      const [organization] = escTrust.organizations;
      return {
        aws,
        escTrust: {
          ...escTrust,
          organizations: [
            {
              ...organization,
              tokens: { ...organization.tokens, open: demo.pulumiTokens.open },
            },
          ],
          provisioning: {
            adoptableRoles: ['*'],
            allow: [TEAM, OTHER_TEAM].map(ownerRef => ({
              ...ALLOWANCE,
              ownerRef,
            })),
          },
        },
      };
    },
  });
  const { simulator } = portal;
  putEnvironments(portal);
  const { id, outcome, error } = await portal.provision(THEIRS, {
    'Idempotency-Key': THEIR_KEY,
  });
  if (error) {
    throw new Error(error);
  }
  let release = () => {};
  const held = new Promise<void>(done => {
    release = done;
  });
  const isHeld = new Promise<void>(done => {
    simulator.faults.onCall(async ({ action }) => {
      if (action === 'AttachRolePolicy') {
        done();
        await held;
      }
    });
  });
  const { body } = await portal.http
    .post('/api/esc-trust/operations')
    .set('Authorization', GUEST)
    .send(HELD);
  await isHeld;
  simulator.calls.length = 0;

  const ask: TwoTeams['ask'] = (route, call = {}) => {
    const [method, path] = route.split(' ');
    return portal.http[method.toLowerCase() as 'get' | 'post'](
      `/api/esc-trust${path}${call.query ?? ''}`,
    )
      .set('Authorization', mockCredentials.user.header(call.as ?? OTHER))
      .set(call.headers ?? {})
      .send(call.body);
  };
  return {
    portal,
    operationId: id,
    runningId: body.id,
    mappingId: outcome.mappingId!,
    release,
    ask,
    ended: async operationId => {
      for (;;) {
        const look = await ask(`GET /operations/${operationId}`, {
          as: GUEST_REF,
        });
        if (
          !['pending', 'applying', 'rolling-back'].includes(look.body.state)
        ) {
          return look.body;
        }
        await wait(20);
      }
    },
    snapshot: () =>
      takeSnapshot(
        simulator,
        options.knex,
        [THEIRS.environment, HELD.environment, OURS.environment, TRAP].map(
          ({ organization, project, name }) =>
            `${organization}/${project}/${name}`,
        ),
      ),
  };
}

function putEnvironments({ simulator }: TestPortal): void {
  const put = (
    environment: ProvisionRequest['environment'],
    owner: string,
    yaml: string,
  ) =>
    simulator.pulumi.putEnvironment({
      ...environment,
      yaml,
      tags: { 'esc-trust:owner': owner },
    });
  const secrets = `# ${PLANTED_COMMENT}
values:
  plain: ${PLANTED_VALUE}
  secret:
    fn::secret: ${PLANTED_SECRET}
`;
  put(THEIRS.environment, TEAM, secrets);
  put(
    TRAP,
    OTHER_TEAM,
    `${secrets}  aws:
    login:
      fn::open::aws-login:
        oidc:
          roleArn: arn:aws:iam::111111111111:role/pulumi-esc/theirs
          sessionName: trap
          duration: 1h
`,
  );
}

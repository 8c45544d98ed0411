import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  canAcceptFinding,
  Mapping,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  GUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const PLATFORM = 'group:default/platform-team';
const SAM = mockCredentials.user.header('user:default/sam');
const ISSUER = 'api.pulumi.com/oidc';
const DEFAULT = 'pulumi:environments:org:acme:env';

/** Mappings of these owners, as a permission policy says it. */
const ownedBy = (claims: string[]): ConditionalPolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'esc-trust',
  resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
  conditions: {
    rule: 'IS_OWNER',
    resourceType: RESOURCE_TYPE_ESC_TRUST_MAPPING,
    params: { claims },
  },
});

/** What stays to be read, where it isn't the usual. */
const OWN: Record<string, string> = {
  'a mapping with a refusal': 'payments/staging-api',
  'a mapping that is opened through another environment': 'payments/reporting',
  'the roles of an account': 'payments-prod-api',
};

/** Whose trust policy admits an environment of another team. */
const WIDER = 'prod-api';
/** Whose trust policy admits an environment of another team only. */
const REFUSED = 'staging-api';

describe.each(databases.eachSupportedId())(
  'the name of another team’s environment on %p',
  id => {
    let knex: Knex;
    let portal: TestPortal;
    let mappings: Mapping[];
    let readable: string[];
    let everyEnvironment: boolean;

    afterAll(() => portal?.stop());

    const mappingOf = (name: string) =>
      mappings.find(({ environment }) => environment.name === name)!;
    const roleOf = (name: string) => {
      const { accountId, roleArn } = mappingOf(name);
      return portal.simulator.aws
        .account(accountId!)
        .role(roleArn!.split('/').at(-1)!)!;
    };
    const admit = (name: string, subjects: string[]) => {
      const role = roleOf(name);
      const policy = role.trustPolicy as any;
      const [statement] = [policy.Statement].flat();
      statement.Condition = {
        StringEquals: {
          [`${ISSUER}:aud`]: 'aws:acme',
          [`${ISSUER}:sub`]: subjects,
        },
      };
      role.assumeRolePolicyDocument = JSON.stringify(policy);
      role.tags.set('used-by', 'acme/platform/shared-network');
    };
    const ask = async (
      method: 'get' | 'post' | 'patch' | 'put',
      path: string,
      body?: object,
    ) => {
      const response = await portal.http[method](`/api/esc-trust${path}`)
        .set('Authorization', GUEST)
        .send(body);
      expect(response.body.error).toBeUndefined();
      return response;
    };
    beforeAll(async () => {
      readable = [TEAM, PLATFORM];
      everyEnvironment = true;
      knex = await databases.init(id);
      portal = await startTestPortal({
        knex,
        permissions: (_, permission) => {
          switch (permission) {
            case 'esc-trust.mapping.read':
              return ownedBy(readable);
            case 'esc-trust.environment.read':
              return everyEnvironment
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY;
            default:
              return AuthorizeResult.ALLOW;
          }
        },
      });
      mappings = await registerDemo(portal);
      const theirs = await portal.http
        .post('/api/esc-trust/mappings')
        .set('Authorization', SAM)
        .send({
          environment: {
            organization: 'acme',
            project: 'platform',
            name: 'shared-network',
          },
          ownerRef: PLATFORM,
        });
      if (theirs.status !== 201) {
        throw new Error(theirs.text);
      }
      admit(WIDER, [
        `${DEFAULT}:payments/prod-api`,
        `${DEFAULT}:platform/shared-network`,
      ]);
      admit(REFUSED, [`${DEFAULT}:platform/shared-network`]);
      for (const name of [WIDER, REFUSED]) {
        await ask('post', `/mappings/${mappingOf(name).id}/assess`);
      }
    });

    const acceptable = async () => {
      const path = `/mappings/${mappingOf(WIDER).id}`;
      const { body } = await ask('get', path);
      const [finding] = body.trust.findings.filter((one: { code: string }) =>
        canAcceptFinding(one.code as never),
      );
      return `${path}/acceptances/${finding.fingerprint}`;
    };

    const ANSWERS: Array<[string, () => Promise<{ text: string; body: any }>]> =
      [
        ['the list of mappings', () => ask('get', '/mappings')],
        [
          'a mapping with a witness',
          () => ask('get', `/mappings/${mappingOf(WIDER).id}`),
        ],
        [
          'a mapping with a refusal',
          () => ask('get', `/mappings/${mappingOf(REFUSED).id}`),
        ],
        [
          'a new assessment',
          () => ask('post', `/mappings/${mappingOf(WIDER).id}/assess`),
        ],
        [
          'a changed mapping',
          () =>
            ask('patch', `/mappings/${mappingOf(WIDER).id}`, {
              entityRefs: [],
            }),
        ],
        [
          'a mapping that is opened through another environment',
          () =>
            ask('patch', `/mappings/${mappingOf('reporting').id}`, {
              openings: [
                { kind: 'direct' },
                {
                  kind: 'import',
                  root: {
                    organization: 'acme',
                    project: 'platform',
                    name: 'shared-network',
                  },
                },
              ],
            }),
        ],
        [
          'an accepted finding',
          async () =>
            ask('put', await acceptable(), {
              reason: 'meant',
              until: new Date(Date.now() + 1e6).toISOString(),
            }),
        ],
        [
          'the same pair, registered again',
          () => {
            const { environment, loginPath } = mappingOf(WIDER);
            return ask('post', '/mappings', {
              environment,
              loginPath,
              ownerRef: TEAM,
            });
          },
        ],
        [
          'the roles of an account',
          () =>
            // A role's own name is AWS's to keep.
            ask('get', `/accounts/${mappingOf(WIDER).accountId}/roles?q=pay`),
        ],
        [
          'a role',
          () =>
            ask(
              'get',
              `/accounts/${mappingOf(WIDER).accountId}/roles/${
                roleOf(WIDER).roleName
              }`,
            ),
        ],
      ];

    it.each(ANSWERS)(
      'is in %s for who may read environments',
      async (_, get) => {
        readable = [TEAM];
        everyEnvironment = true;
        expect((await get()).text).toContain('shared-network');
      },
    );

    it.each(ANSWERS)(
      'is in %s for who may read its mapping',
      async (_, get) => {
        readable = [TEAM, PLATFORM];
        everyEnvironment = false;
        expect((await get()).text).toContain('shared-network');
      },
    );

    it.each(ANSWERS)('is not in %s for others', async (what, get) => {
      readable = [TEAM];
      everyEnvironment = false;
      const { text } = await get();
      expect(text).not.toContain('shared-network');
      expect(text).toContain('{environment}');
      // What is the caller's own stays readable.
      expect(text).toContain(OWN[what] ?? 'payments/prod-api');
    });

    describe('in a role’s trust policy', () => {
      const policyOf = async (name: string) => {
        const { accountId } = mappingOf(name);
        const { body } = await ask(
          'get',
          `/accounts/${accountId}/roles/${roleOf(name).roleName}`,
        );
        return body.trustPolicy;
      };

      it('is told along with the policy, or neither is', async () => {
        readable = [TEAM];
        everyEnvironment = true;
        const policy = roleOf(WIDER).assumeRolePolicyDocument;
        expect(await policyOf(WIDER)).toBe(policy);
        readable = [TEAM, PLATFORM];
        everyEnvironment = false;
        expect(await policyOf(WIDER)).toBe(policy);
        readable = [TEAM];
        expect(await policyOf(WIDER)).toBeUndefined();
      });

      it('hides no policy that names the caller’s own only', async () => {
        readable = [TEAM];
        everyEnvironment = false;
        expect(await policyOf('prod-console')).toContain(
          'payments/prod-console',
        );
      });

      it('is not told by a policy that nobody understands', async () => {
        const { roleArn } = mappingOf(WIDER);
        const row = () =>
          knex('esc_trust_account_roles').where({ role_arn: roleArn });
        const [before] = await row();
        await row().update({ trust_policy: '{"shared-network"' });
        readable = [TEAM];
        everyEnvironment = false;
        expect(await policyOf(WIDER)).toBeUndefined();
        everyEnvironment = true;
        expect(await policyOf(WIDER)).toBe('{"shared-network"');
        await row().update(before);
      });
    });

    describe('in the reason why something can’t be read', () => {
      const REASON =
        'Pulumi Cloud is unavailable: acme/platform/shared-network can’t be read';
      const AT = '2026-01-01T00:00:00.000Z';
      const failing = (reason: string | null) =>
        knex('esc_trust_sources').update({
          failing_since: reason && AT,
          failed_cycles: reason ? 1 : 0,
          reason,
        });
      const stale = (reason: string | null) =>
        knex('esc_trust_mappings')
          .where({ id: mappingOf('nightly-batch').id })
          .update({ stale_since: reason && AT, stale_reason: reason });
      const reasonsIn = async (path: string): Promise<string> =>
        JSON.stringify((await ask('get', path)).body, (key, value) =>
          ['trust', 'openings'].includes(key) ? undefined : value,
        );

      beforeAll(() => Promise.all([failing(REASON), stale(REASON)]));
      afterAll(() => Promise.all([failing(null), stale(null)]));

      it.each([
        ['an account', () => '/accounts'],
        ['an organization', () => '/organizations'],
        ['a mapping', () => `/mappings/${mappingOf('nightly-batch').id}`],
        ['a list', () => '/mappings?project=payments'],
      ])('of %s is told to who may know it', async (_, path) => {
        readable = [TEAM];
        everyEnvironment = true;
        expect(await reasonsIn(path())).toContain('shared-network');
        readable = [TEAM, PLATFORM];
        everyEnvironment = false;
        expect(await reasonsIn(path())).toContain('shared-network');
        readable = [TEAM];
        const told = await reasonsIn(path());
        expect(told).not.toContain('shared-network');
        expect(told).toContain(
          'Pulumi Cloud is unavailable: {environment} can’t be read',
        );
      });
    });

    it('is in no count, search or history either', async () => {
      readable = [TEAM];
      everyEnvironment = false;
      const { body: list } = await ask('get', '/mappings');
      expect(list.totalItems).toBe(mappings.length);
      const { body: summary } = await ask('get', '/summary');
      expect(summary.totalItems).toBe(mappings.length);
      expect(JSON.stringify(summary)).not.toContain('platform');
      for (const query of [
        'q=platform',
        'q=acme/platform/shared',
        'environment=acme/platform/shared-network',
        `ownerRef=${PLATFORM}`,
      ]) {
        const { body } = await ask('get', `/mappings?${query}`);
        expect([query, body.items, body.totalItems]).toEqual([query, [], 0]);
      }
      const { text } = await ask(
        'get',
        `/mappings/${mappingOf(WIDER).id}/history`,
      );
      expect(text).not.toContain('shared-network');
    });
  },
);

import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createEscTrustConditionalDecision,
  escTrustConditions,
} from '@internal/backstage-plugin-esc-trust-node';
import { PortalClient } from './__testUtils__/PortalClient';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

/** The policy of the node package's README. */
class TeamsSeeTheirOwn implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    if (isResourcePermission(permission, 'esc-trust-mapping')) {
      return createEscTrustConditionalDecision(
        permission,
        escTrustConditions.isOwner({
          claims: user?.info.ownershipEntityRefs ?? [],
        }),
      );
    }
    return { result: AuthorizeResult.ALLOW };
  }
}

describe('a permission policy with conditions', () => {
  let portal: Portal;
  let sam: PortalClient;
  let mapping: { id: string };

  beforeAll(async () => {
    portal = await startPortal(
      { client: 'better-sqlite3', connection: ':memory:' },
      { policy: new TeamsSeeTheirOwn() },
    );
    const { client } = portal;
    const registered = await client.request('POST', '/api/esc-trust/mappings', {
      environment: {
        organization: 'acme',
        project: 'payments',
        name: 'prod-api',
      },
      ownerRef: 'group:default/payments-team',
    });
    mapping = registered.body;
    sam = await portal.signIn('user:default/sam');
  });

  afterAll(() => portal.stop());

  const listed = async (client: PortalClient, query = '') =>
    (await client.request('GET', `/api/esc-trust/mappings?${query}`)).body;

  it('shows a team its own mappings', async () => {
    expect(await listed(portal.client)).toMatchObject({
      items: [{ id: mapping.id }],
      totalItems: 1,
    });
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/assess'],
    ]) {
      const { status } = await portal.client.request(
        method,
        `/api/esc-trust/mappings/${mapping.id}${path}`,
      );
      expect(status).toBe(200);
    }
  });

  it('shows another team nothing of them, not even that there are some', async () => {
    for (const query of ['', 'q=pay', 'status=trusted', 'organization=acme']) {
      expect(await listed(sam, query)).toEqual({
        items: [],
        totalItems: 0,
        pageInfo: {},
      });
    }
    const ask = (method: string, id: string, path: string) =>
      sam.request(method, `/api/esc-trust/mappings/${id}${path}`);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/assess'],
      ['POST', '/verify'],
    ]) {
      const theirs = await ask(method, mapping.id, path);
      const none = await ask(method, 'nothing', path);
      expect(theirs.status).toBe(403);
      expect(theirs.body.error).toEqual(none.body.error);
    }
  });

  it('is told the rules and their parameters', async () => {
    const { body } = await portal.client.request(
      'GET',
      '/api/esc-trust/.well-known/backstage/permissions/metadata',
    );
    expect(
      body.rules.map((rule: any) => [
        rule.name,
        Object.keys(rule.paramsSchema.properties),
      ]),
    ).toEqual([
      ['IS_OWNER', ['claims']],
      ['HAS_ACCOUNT', ['accountIds']],
      ['HAS_ORGANIZATION', ['organizations']],
    ]);
    expect(
      body.permissions.map((permission: any) => permission.name),
    ).toContain('esc-trust.mapping.read');
  });
});

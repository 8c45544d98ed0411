import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  escTrustPermissions,
  openApiDocument,
  RESOURCE_TYPE_ESC_TRUST_MAPPING,
} from '@internal/backstage-plugin-esc-trust-common';
import {
  createEscTrustConditionalDecision,
  escTrustConditions,
} from '@internal/backstage-plugin-esc-trust-node';
import { Router } from 'express';
import { Attempt, ATTEMPTS, OPERATIONS } from '../__testUtils__/attempts';
import { differences, Snapshot } from '../__testUtils__/snapshot';
import { Policy } from '../__testUtils__/testPortal';
import {
  GUEST_REF,
  OTHER,
  OTHER_TEAM,
  OURS,
  startTwoTeams,
  THEIR_DATA,
  TwoTeams,
} from '../__testUtils__/twoTeams';
import { createRouter } from './createRouter';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

/** As the OpenAPI document writes them, those of routers within included. */
function routesOf({ stack }: Router): string[] {
  return stack.flatMap(({ route, handle }) => [
    ...(route?.stack ?? []).map(
      ({ method }) =>
        `${method.toUpperCase()} ${route!.path.replace(/:(\w+)/g, '{$1}')}`,
    ),
    ...(!route && 'stack' in handle ? routesOf(handle as Router) : []),
  ]);
}

describe('the table of what another team tries', () => {
  const tried = new Set(
    ATTEMPTS.map(({ route }) =>
      route.replace(/acceptances\/\w+/, 'acceptances/{fingerprint}'),
    ),
  );

  it('covers every route of the OpenAPI document', () => {
    const documented = Object.entries(openApiDocument.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect([...tried].sort()).toEqual(
      [...documented, 'GET /openapi.json'].sort(),
    );
  });

  it('covers every route of the router', async () => {
    // The library's router within serves its document where ours is served.
    const routes = new Set(routesOf(await createRouter({} as never)));
    expect([...tried].sort()).toEqual([...routes].sort());
  });

  it('covers every kind of operation', () => {
    const { mapping } =
      openApiDocument.components.schemas.OperationRequest.discriminator;
    const kinds = OPERATIONS.map(({ request }) => request({} as TwoTeams));
    expect(new Set(kinds.map(request => (request as any).kind))).toEqual(
      new Set(Object.keys(mapping)),
    );
  });
});

describe.each(databases.eachSupportedId())('another team on %p', id => {
  let world: TwoTeams;
  let before: Snapshot;
  let policy: Policy;

  beforeAll(async () => {
    policy = () => AuthorizeResult.ALLOW;
    world = await startTwoTeams({
      knex: await databases.init(id),
      permissions: (...asked) => policy(...asked),
    });
    before = await world.snapshot();
  });

  // It searches everything that was answered, logged, audited and stored.
  afterAll(() => world?.portal.stop());

  const attempt = async (one: Attempt) => {
    const { route, id: idOf, params = {}, body, ...rest } = one;
    world.portal.simulator.calls.length = 0;
    const response = await world.ask(
      route.replace(/\{(\w+)\}/g, (_, name) =>
        name === 'id' ? idOf!(world) : params[name],
      ),
      { ...rest, body: body?.(world) },
    );
    const text = `${JSON.stringify(response.headers)}\n${response.text}`;
    return { status: response.status, text };
  };
  /** What a refusal says although it is the first team's. */
  const toldTooMuch = (status: number, text: string) =>
    THEIR_DATA.filter(data => status !== 200 && text.includes(data));
  const expectNothingDone = async () => {
    const { simulator } = world.portal;
    expect(world.portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
    expect(
      simulator.calls.filter(({ action }) => action.includes('/open')),
    ).toEqual([]);
    expect(differences(before, await world.snapshot())).toEqual([]);
  };
  const each = ATTEMPTS.map(one => [one.route, one.what, one] as const);

  describe('with every permission', () => {
    it.each(each)('%s: %s', async (_, __, one) => {
      const { status, text } = await attempt(one);
      expect(text).toMatch(one.answer[1]);
      expect(status).toBe(one.answer[0]);
      expect(toldTooMuch(status, text)).toEqual([]);
      await expectNothingDone();
    });

    it('may do the same with what is its own', async () => {
      const { status, body } = await world.ask('POST /operations', {
        body: { ...OURS, dryRun: true },
      });
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
    });
  });

  describe('without one permission', () => {
    it.each(each)('%s: %s', async (_, __, one) => {
      policy = (userRef, permission) =>
        userRef === OTHER && permission === one.permission
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW;
      const { status, text } = await attempt(one);
      const [expected, sentence] = one.permission
        ? [403, `You need the permission ${one.permission}"`]
        : [one.answer[0], ''];
      expect(text).toContain(sentence);
      expect(status).toBe(expected);
      expect(toldTooMuch(status, text)).toEqual([]);
      await expectNothingDone();
    });

    it('has tried every permission of the plugin', () => {
      expect(
        new Set(ATTEMPTS.flatMap(({ permission }) => permission ?? [])),
      ).toEqual(new Set(escTrustPermissions.map(({ name }) => name)));
    });
  });

  describe('with permissions for its own mappings', () => {
    const resourcePermissions = escTrustPermissions.filter(permission =>
      isResourcePermission(permission, RESOURCE_TYPE_ESC_TRUST_MAPPING),
    );
    const ofOneMapping = each.filter(
      ([route, , { permission }]) =>
        route.includes('/mappings/{id}') &&
        resourcePermissions.some(({ name }) => name === permission),
    );

    beforeEach(() => {
      policy = (userRef, name) => {
        const asked = resourcePermissions.find(one => one.name === name);
        return userRef === OTHER && asked
          ? createEscTrustConditionalDecision(
              asked,
              escTrustConditions.isOwner({ claims: [OTHER_TEAM] }),
            )
          : AuthorizeResult.ALLOW;
      };
    });

    it('has something to try with each method', () => {
      expect(
        new Set(ofOneMapping.map(([route]) => route.split(' ')[0])),
      ).toEqual(new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']));
    });

    it.each(ofOneMapping)('%s: %s', async (_, __, one) => {
      const { status, text } = await attempt(one);
      expect(text).toContain(`You need the permission ${one.permission}"`);
      expect(status).toBe(403);
      expect(toldTooMuch(status, text)).toEqual([]);
      await expectNothingDone();
    });
  });

  // Last: the answers above were refusals of the caller, not of the request.
  describe('of the first team', () => {
    const as = GUEST_REF;

    it.each(['repair', 'deprovision'])('a member may plan a %s', async kind => {
      const { status, body } = await world.ask('POST /operations', {
        as,
        body: { kind, mappingId: world.mappingId, dryRun: true },
      });
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
    });

    it('a member may verify', async () => {
      const { status, body } = await world.ask(
        `POST /mappings/${world.mappingId}/verify`,
        { as },
      );
      expect(body).toMatchObject({ lastVerified: { outcome: 'success' } });
      expect(status).toBe(200);
    });

    it('a member may read and cancel an operation, which is taken back', async () => {
      const cancelled = await world.ask(
        `POST /operations/${world.runningId}/cancel`,
        { as },
      );
      expect(cancelled.status).toBe(202);
      world.release();
      expect(await world.ended(world.runningId)).toMatchObject({
        state: 'rolled-back',
      });
      expect(differences(before, await world.snapshot())).not.toEqual([]);
    });
  });
});

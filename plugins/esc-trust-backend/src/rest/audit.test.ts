import { TestDatabases } from '@backstage/backend-test-utils';
import {
  canAcceptFinding,
  Finding,
  openApiDocument,
} from '@internal/backstage-plugin-esc-trust-common';
import { ATTEMPTS } from '../__testUtils__/attempts';
import { TEAM } from '../__testUtils__/testPortal';
import {
  GUEST_REF,
  startTwoTeams,
  THEIRS,
  TwoTeams,
} from '../__testUtils__/twoTeams';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Nothing changes, whatever is asked. */
const CHANGES_NOTHING = ['POST /evaluations'];

interface Change {
  route: string;
  event: string;
  id?: (world: TwoTeams) => string;
  body?: object;
}

const theirs = ({ mappingId }: TwoTeams) => mappingId;

/** What a member of the first team may do, in an order in which it works. */
const CHANGES: Change[] = [
  { route: 'POST /operations', event: 'operation-start', body: THEIRS },
  {
    route: 'POST /mappings',
    event: 'mapping-create',
    body: { environment: THEIRS.environment, ownerRef: TEAM },
  },
  {
    route: 'PATCH /mappings/{id}',
    event: 'mapping-update',
    id: theirs,
    body: { entityRefs: [] },
  },
  { route: 'POST /mappings/{id}/verify', event: 'mapping-verify', id: theirs },
  { route: 'POST /mappings/{id}/assess', event: 'mapping-assess', id: theirs },
  {
    route: 'PUT /mappings/{id}/acceptances/{fingerprint}',
    event: 'finding-accept',
    id: theirs,
    body: {
      reason: 'meant',
      until: new Date(Date.now() + 1e6).toISOString(),
    },
  },
  {
    route: 'DELETE /mappings/{id}/acceptances/{fingerprint}',
    event: 'acceptance-withdraw',
    id: theirs,
  },
  {
    route: 'POST /operations/{id}/cancel',
    event: 'operation-cancel',
    id: ({ runningId }) => runningId,
  },
  { route: 'DELETE /mappings/{id}', event: 'mapping-delete', id: theirs },
];

const eventOf = (asked: string) =>
  CHANGES.find(({ route }) =>
    new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked),
  )?.event;

describe('audit events', () => {
  let world: TwoTeams;

  beforeAll(async () => {
    world = await startTwoTeams({ knex: await databases.init('SQLITE_3') });
  });

  afterAll(() => world?.portal.stop());

  it('are known for every route that changes something', () => {
    const documented = Object.entries(openApiDocument.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods)
          .filter(method => method !== 'get')
          .map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(
      [...CHANGES.map(one => one.route), ...CHANGES_NOTHING].sort(),
    ).toEqual(documented.sort());
  });

  const refused = ATTEMPTS.filter(
    ({ route, answer, what }) =>
      eventOf(route) && answer[0] >= 400 && !what.startsWith('the plan of'),
  );

  it.each(refused.map(one => [one.route, one.what, one] as const))(
    'tell that %s was refused: %s',
    async (route, _, { id, body, headers }) => {
      const before = world.portal.audited().length;
      const { status } = await world.ask(
        route.replace('{id}', id?.(world) ?? ''),
        { headers, body: body?.(world) },
      );
      expect(status).toBeGreaterThanOrEqual(400);
      expect(world.portal.audited().slice(before)).toEqual([
        `fail ${eventOf(route)}`,
      ]);
    },
  );

  it('tell of every change that was refused to somebody', () => {
    const tried = refused.map(({ route }) => eventOf(route));
    // An assessment is a look: whoever has the permission may.
    expect(new Set([...tried, 'mapping-assess'])).toEqual(
      new Set(CHANGES.map(({ event }) => event)),
    );
  });

  it('tell that an assessment failed', async () => {
    const before = world.portal.audited().length;
    await world.ask('POST /mappings/nowhere/assess');
    expect(world.portal.audited().slice(before)).toEqual([
      'fail mapping-assess',
    ]);
  });

  it.each(CHANGES.map(one => [one.route, one] as const))(
    'tell that %s succeeded',
    async (route, { event, id, body }) => {
      const fingerprint = route.includes('{fingerprint}')
        ? await acceptable()
        : '';
      const before = world.portal.audited().length;
      const { status, body: answer } = await world.ask(
        route
          .replace('{id}', id?.(world) ?? '')
          .replace('{fingerprint}', fingerprint),
        { as: GUEST_REF, body },
      );
      expect(answer.error).toBeUndefined();
      expect(status).toBeLessThan(300);
      expect(world.portal.audited().slice(before)).toContain(
        `success ${event}`,
      );
      if (route === 'POST /operations/{id}/cancel') {
        world.release();
        await world.ended(world.runningId);
      } else if (route === 'POST /operations') {
        await world.ended(answer.id);
      }
    },
  );

  it('tell nothing of what only looks', async () => {
    const before = world.portal.audited().length;
    for (const path of ['/mappings', '/summary', '/accounts', '/operations']) {
      expect((await world.ask(`GET ${path}`)).status).toBe(200);
    }
    expect(world.portal.audited().slice(before)).toEqual([]);
  });

  /** Lets any environment of the project in; names the finding about that. */
  async function acceptable(): Promise<string> {
    const role = world.portal.simulator.aws
      .account('111111111111')
      .role('theirs')!;
    role.assumeRolePolicyDocument = role.assumeRolePolicyDocument.replace(
      /"StringEquals":\{("[^"]*:aud":"[^"]*"),("[^"]*:sub":"[^"]*\/)[^"/]*"\}/,
      '"StringEquals":{$1},"StringLike":{$2*"}',
    );
    const { body } = await world.ask(
      `POST /mappings/${world.mappingId}/assess`,
      { as: GUEST_REF },
    );
    const [finding] = body.trust.findings.filter((one: Finding) =>
      canAcceptFinding(one.code),
    );
    return finding.fingerprint;
  }
});

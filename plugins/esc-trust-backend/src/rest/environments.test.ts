import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  EnvironmentDetails,
  ListedEnvironment,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { PLANTED_SECRET } from '../__testUtils__/names';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  GUEST,
  Policy,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

const ALLOW = AuthorizeResult.ALLOW;

describe.each(databases.eachSupportedId())('environments on %p', id => {
  let portal: TestPortal;
  let mappings: Mapping[];
  /** Those of the demo. */
  let existing: string[];
  let policy: Policy = () => ALLOW;

  beforeEach(() => {
    policy = () => ALLOW;
    portal.simulator.faults.clear();
  });

  afterAll(() => portal?.stop());

  const get = (path: string) =>
    portal.http
      .get(`/api/esc-trust/environments${path}`)
      .set('Authorization', GUEST);
  const nameOf = ({ environment }: Pick<ListedEnvironment, 'environment'>) =>
    `${environment.project}/${environment.name}`;
  const put = (name: string, yaml: string) =>
    portal.simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'odd',
      name,
      yaml,
    });
  const readAll = async (query: string) => {
    const found: string[] = [];
    let cursor = '';
    for (let pages = 1; ; pages++) {
      const { status, body } = await get(
        `?organization=acme&${query}&cursor=${cursor}`.replace(/&cursor=$/, ''),
      );
      expect(status).toBe(200);
      found.push(...body.items.map(nameOf));
      cursor = body.pageInfo.nextCursor;
      if (!cursor) {
        return { found, pages };
      }
    }
  };

  beforeAll(async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      permissions: (...asked) => policy(...asked),
    });
    mappings = await registerDemo(portal);
    existing = (await readAll('limit=100')).found.sort();
  });

  it('are listed as Pulumi Cloud has them, with their mappings', async () => {
    const { status, body } = await get('?organization=acme');
    expect(status).toBe(200);
    const names: string[] = body.items.map(nameOf);
    expect(names).toEqual(expect.arrayContaining(mappings.map(nameOf)));
    for (const name of names) {
      expect(portal.simulator.pulumi.environment(`acme/${name}`)).toBeDefined();
    }
    const { environment, loginPath, roleArn, trust } = mappings[0];
    expect(
      body.items.find(
        (one: ListedEnvironment) => nameOf(one) === nameOf({ environment }),
      ),
    ).toEqual({
      environment,
      modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      mappings: [
        {
          id: mappings[0].id,
          loginPath,
          roleArn,
          status: trust.status,
          access: trust.access,
          exposure: trust.exposure.verdict,
        },
      ],
    });
  });

  it.each([1, 3, 100])('come in pages of %p, none missed', async limit => {
    const { found, pages } = await readAll(`limit=${limit}`);
    expect([...found].sort()).toEqual(existing);
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(found.length / limit));
  });

  it.each([
    ['payments/pro', /^payments\/pro/],
    ['PROD-', /^payments\/prod-/],
    ['nothing', /^$/],
  ])('are found by the beginning of their name: %s', async (q, matching) => {
    const { found } = await readAll(`limit=2&q=${encodeURIComponent(q)}`);
    expect([...found].sort()).toEqual(
      existing.filter(name => matching.test(name)),
    );
  });

  it('go on where a long organization has more pages', async () => {
    for (let i = 0; i < 110; i++) {
      put(`many-${String(i).padStart(3, '0')}`, 'values: {}\n');
    }
    const { found } = await readAll('limit=70&q=odd/many-');
    expect(found).toHaveLength(110);
    expect(new Set(found).size).toBe(110);
  });

  it.each([
    ['', 400, /organization/],
    ['?organization=acme&limit=101', 400, /limit/],
    ['?organization=acme&limit=0', 400, /limit/],
    ['?organization=acme&cursor=x', 400, /cursor is not one/],
    ['?organization=contoso', 404, /contoso is not in escTrust.organizations/],
    ['/contoso/p/n', 404, /contoso is not in escTrust.organizations/],
    [
      '/acme/payments/nowhere',
      404,
      /acme\/payments\/nowhere doesn't exist, or/,
    ],
    ['/acme/pay%20ments/x', 404, /pay ments is not a name in Pulumi Cloud/],
    ['/acme/%2e%2e/x', 404, /./],
  ])('say what is wrong with %p', async (path, expected, message) => {
    const { status, body } = await get(path);
    expect(body.error.message).toMatch(message);
    expect(status).toBe(expected);
  });

  it.each(['?organization=acme', '/acme/payments/prod-api'])(
    'answer 503 while Pulumi Cloud is away: %s',
    async path => {
      portal.simulator.faults.add({
        kind: 'error',
        service: 'pulumi',
        name: 'Unauthorized',
        status: 401,
        message: 'Unauthorized',
      });
      const { status, body } = await get(path);
      expect(body.error).toMatchObject({ name: 'ServiceUnavailableError' });
      expect(body.error.message).toContain('tokens.read');
      expect(status).toBe(503);
    },
  );

  it('show one with its logins, what their tokens say, and its mappings', async () => {
    const { environment } = mappings[0];
    const { status, body } = await get(`/acme/${nameOf({ environment })}`);
    expect(status).toBe(200);
    const { logins, ...rest } = body as EnvironmentDetails;
    expect(rest).toEqual({
      environment,
      issuer: 'https://api.pulumi.com/oidc',
      problems: [],
      mappings: [mappings[0]],
    });
    const [{ login, openings }] = logins;
    expect(login).toMatchObject({
      path: mappings[0].loginPath,
      kind: 'oidc',
      roleArn: { literal: mappings[0].roleArn },
    });
    const { openings: assessed } = mappings[0].trust;
    expect(openings).toContainEqual({
      opening: 'direct',
      audience: assessed[0].audience,
      subject: assessed[0].subject,
      certainty: assessed[0].certainty,
    });
    expect(new Set(openings.map(({ opening }) => opening))).toEqual(
      new Set(['direct', 'import', 'stack']),
    );
  });

  it('tell nothing of a definition but its logins', async () => {
    put(
      'secretive',
      `# ${PLANTED_SECRET}
values:
  plain: ${PLANTED_SECRET}
  aws:
    fn::open::aws-login:
      oidc:
        roleArn: \${plain}
        sessionName: pulumi
        subjectAttributes: \${list}
`,
    );
    const { status, text, body } = await get('/acme/odd/secretive');
    expect(text).not.toContain(PLANTED_SECRET);
    expect(body.logins).toMatchObject([
      { login: { roleArn: { expression: '${plain}' } }, openings: [] },
    ]);
    expect(status).toBe(200);
  });

  it('name the problems of one that can’t be understood', async () => {
    put('broken', 'values: [\n');
    const { status, body } = await get('/acme/odd/broken');
    expect(body.logins).toEqual([]);
    expect(body.problems).toContainEqual({
      message: 'values must be an object',
      position: { line: 1, column: 9 },
    });
    expect(status).toBe(200);
  });

  it('are no reason to show mappings that the caller may not read', async () => {
    policy = (_, permission) =>
      permission === 'esc-trust.mapping.read' ? AuthorizeResult.DENY : ALLOW;
    const { body: list } = await get('?organization=acme');
    expect(list.items.length).toBeGreaterThan(0);
    expect(
      list.items.flatMap((one: ListedEnvironment) => one.mappings),
    ).toEqual([]);
    const { body } = await get('/acme/payments/prod-api');
    expect(body.logins).toHaveLength(1);
    expect(body.mappings).toEqual([]);
  });
});

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  canAcceptFinding,
  Finding,
  Mapping,
} from '@internal/backstage-plugin-esc-trust-common';
import { Knex } from 'knex';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const SOON = () => new Date(Date.now() + 86_400_000).toISOString();

describe.each(databases.eachSupportedId())('acceptances on %p', id => {
  let knex: Knex;
  let portal: TestPortal;
  let wider: Mapping;
  let finding: Finding;

  const role = () =>
    portal.simulator.aws
      .account(wider.accountId!)
      .role(wider.roleArn!.split('/').at(-1)!)!;

  const path = () => `/api/esc-trust/mappings/${wider.id}`;
  const assess = async (): Promise<Mapping> =>
    (await portal.http.post(`${path()}/assess`).set('Authorization', GUEST))
      .body;

  beforeEach(async () => {
    knex = await databases.init(id);
    portal = await startTestPortal({ knex });
    [wider] = await registerDemo(portal);
    // Any environment of the project may take the role.
    const policy = role().trustPolicy as any;
    const [statement] = [policy.Statement].flat();
    const keys = Object.keys(statement.Condition.StringEquals);
    const [subject] = keys.filter(key => key.endsWith(':sub'));
    const exact: string = [statement.Condition.StringEquals[subject]].flat()[0];
    delete statement.Condition.StringEquals[subject];
    statement.Condition.StringLike = {
      [subject]: exact.replace(/[^/]*$/, '*'),
    };
    role().assumeRolePolicyDocument = JSON.stringify(policy);
    wider = await assess();
    [finding] = wider.trust.findings.filter(
      ({ code, severity }) => canAcceptFinding(code) && severity !== 'info',
    );
  });

  afterEach(() => portal.stop());

  const put = (body: object, fingerprint = finding.fingerprint, user = GUEST) =>
    portal.http
      .put(`${path()}/acceptances/${fingerprint}`)
      .set('Authorization', user)
      .send(body);
  const withdraw = () =>
    portal.http
      .delete(`${path()}/acceptances/${finding.fingerprint}`)
      .set('Authorization', GUEST);

  it('takes a finding for meant, for a time and with a reason', async () => {
    expect(wider.trust.status).toBe('over-permissive');
    const until = SOON();
    const { status, body } = await put({ reason: ' The whole team. ', until });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      trust: {
        status: 'trusted',
        // What is true stays in the report.
        exposure: { verdict: 'wider' },
        findings: expect.arrayContaining([{ ...finding, accepted: true }]),
      },
      acceptances: [
        {
          fingerprint: finding.fingerprint,
          reason: 'The whole team.',
          until,
          acceptedBy: 'user:default/guest',
        },
      ],
    });
    const counted = await portal.http
      .get('/api/esc-trust/mappings?status=trusted')
      .set('Authorization', GUEST);
    expect(counted.body.items.map((one: Mapping) => one.id)).toContain(
      wider.id,
    );

    const withdrawn = await withdraw();
    expect(withdrawn.body.trust.status).toBe('over-permissive');
    expect(withdrawn.body.acceptances).toBeUndefined();
    expect((await withdraw()).status).toBe(404);
  });

  it('lapses when the statement says something else', async () => {
    await put({ reason: 'meant', until: SOON() });
    role().assumeRolePolicyDocument = role().assumeRolePolicyDocument.replace(
      'payments/*',
      'payments/p*',
    );
    expect((await assess()).trust.status).toBe('over-permissive');
  });

  it('is refused to other teams', async () => {
    const sam = mockCredentials.user.header('user:default/sam');
    const refused = await put(
      { reason: 'x', until: SOON() },
      finding.fingerprint,
      sam,
    );
    expect(refused.status).toBe(403);
  });

  it.each<[string, () => object, number]>([
    ['no reason', () => ({ until: SOON() }), 400],
    ['a blank reason', () => ({ reason: ' ', until: SOON() }), 400],
    ['no end', () => ({ reason: 'x' }), 400],
    ['an end that isn’t one', () => ({ reason: 'x', until: 'soon' }), 400],
    [
      'an end in the past',
      () => ({ reason: 'x', until: '2020-01-01T00:00:00Z' }),
      400,
    ],
    [
      'an end that is too far ahead',
      () => ({ reason: 'x', until: '2999-01-01T00:00:00Z' }),
      400,
    ],
  ])('refuses %s', async (_, body, status) => {
    expect((await put(body())).status).toBe(status);
    expect(await knex('esc_trust_acceptances')).toEqual([]);
  });

  it('refuses a finding that there isn’t, and one that can’t be meant', async () => {
    const body = { reason: 'x', until: SOON() };
    expect((await put(body, '0123456789abcdef')).status).toBe(404);

    // Every organization.
    role().assumeRolePolicyDocument = role()
      .assumeRolePolicyDocument.replace('"aws:acme"', '"*"')
      .replace('"StringEquals"', '"StringLike"')
      .replace(',"StringLike":{', ',"StringLikeIfExists":{');
    const [foreign] = (await assess()).trust.findings.filter(
      ({ code }) => !canAcceptFinding(code),
    );
    expect(foreign).toBeDefined();
    const refused = await put(body, foreign.fingerprint);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toMatch(/can't be accepted/);
  });
});

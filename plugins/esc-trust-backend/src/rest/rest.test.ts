import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  GUEST,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('REST API on %p', id => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
  });

  afterAll(() => portal.stop());

  it('serves its own description', async () => {
    const { status, body } = await portal.http
      .get('/api/esc-trust/openapi.json')
      .set('Authorization', GUEST);
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(body.servers).toEqual([{ url: '/api/esc-trust' }]);
    expect(Object.keys(body.paths)).toContain('/mappings/{id}/assess');
  });

  it.each(['/mappings', '/operations', '/openapi.json'])(
    'answers nobody who is not signed in: %s',
    async path => {
      const { status } = await portal.http
        .get(`/api/esc-trust${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(status).toBe(401);
    },
  );

  it('says what there is not', async () => {
    for (const [method, path, message] of [
      ['get', '/mappings/x', 'There is no mapping x'],
      ['post', '/mappings/x/assess', 'There is no mapping x'],
      ['get', '/operations/x', 'There is no operation x'],
    ] as const) {
      const response = await portal.http[method](`/api/esc-trust${path}`).set(
        'Authorization',
        GUEST,
      );
      expect(response.status).toBe(404);
      expect(response.body.error).toMatchObject({
        name: 'NotFoundError',
        message,
      });
    }
  });

  const provider =
    'arn:aws:iam::123456789012:oidc-provider/api.pulumi.com/oidc';
  const evaluation = {
    environment: { organization: 'contoso', project: 'project', name: 'dev' },
    login: { duration: '1h' },
    role: {
      arn: 'arn:aws:iam::123456789012:role/example',
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: provider },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { 'api.pulumi.com/oidc:aud': 'aws:contoso' },
            },
          },
        ],
      },
    },
    identityProvider: { clientIds: ['aws:contoso'] },
  };

  it.each<[string, object, string]>([
    ["the seed document's policy", {}, 'over-permissive'],
    [
      'the same as URL-encoded text',
      {
        role: {
          ...evaluation.role,
          trustPolicy: encodeURIComponent(
            JSON.stringify(evaluation.role.trustPolicy),
          ),
        },
      },
      'over-permissive',
    ],
    [
      'an identity provider that is missing',
      { identityProvider: null },
      'untrusted',
    ],
    [
      'an identity provider that is not known',
      { identityProvider: undefined },
      'unknown',
    ],
    [
      'garbage as policy',
      { role: { ...evaluation.role, trustPolicy: '%%%' } },
      'unknown',
    ],
  ])('evaluates %s', async (_, change, status) => {
    const response = await portal.http
      .post('/api/esc-trust/evaluations')
      .set('Authorization', GUEST)
      .send({ ...evaluation, ...change });
    expect(response.body.error).toBeUndefined();
    expect(response.body.status).toBe(status);
    expect(portal.simulator.calls).toEqual([]);
  });

  it.each<[string, object]>([
    ['no role', { role: undefined }],
    ['an issuer that is no URL', { issuer: 'nowhere' }],
    ['an unknown field', { extra: 1 }],
  ])('refuses an evaluation with %s', async (_, change) => {
    const response = await portal.http
      .post('/api/esc-trust/evaluations')
      .set('Authorization', GUEST)
      .send({ ...evaluation, ...change });
    expect(response.status).toBe(400);
  });
});

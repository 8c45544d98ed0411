import { PulumiCloudClient } from './PulumiCloudClient';

const TOKEN = 'pul-very-secret';
const ENVIRONMENT = { organization: 'acme', project: 'p', name: 'e' };

function clientOf(
  answers: Array<Response | Error>,
  apiUrl = 'https://pulumi.example.com:8443/base',
) {
  const calls: Array<{ url: string; init: RequestInit }> = [];
  const client = new PulumiCloudClient({
    organizations: [
      {
        name: 'acme',
        issuer: 'https://pulumi.example.com/oidc',
        apiUrl,
        tokens: { read: TOKEN, write: TOKEN },
        configKey: 'escTrust.organizations[0]',
      },
    ],
    retryDelayMs: 1,
    fetch: async (url, init) => {
      calls.push({ url: String(url), init: init! });
      const answer = answers[Math.min(calls.length, answers.length) - 1];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer.clone();
    },
  });
  return { client, calls };
}

describe('PulumiCloudClient', () => {
  it('keeps port and path of the base URL, and returns the ETag', async () => {
    const { client, calls } = clientOf([
      new Response('values: {}', {
        headers: { ETag: 'abc', 'Pulumi-ESC-Revision': '7' },
      }),
    ]);
    expect(await client.getEnvironment(ENVIRONMENT)).toEqual({
      yaml: 'values: {}',
      etag: 'abc',
    });
    expect(calls[0].url).toBe(
      'https://pulumi.example.com:8443/base/api/esc/environments/acme/p/e',
    );
    expect(calls[0].init.headers).toMatchObject({
      Authorization: `token ${TOKEN}`,
      Accept: 'application/vnd.pulumi+8',
    });
  });

  it('takes 404 for absent', async () => {
    const { client } = clientOf([new Response('', { status: 404 })]);
    expect(await client.getEnvironment(ENVIRONMENT)).toBeUndefined();
  });

  it.each([
    ['a broken connection', new Error(`connect to ${TOKEN}`)],
    ['a server error', new Response('oops', { status: 502 })],
    ['too many requests', new Response('{}', { status: 429 })],
  ])('reads again after %s', async (_, failure) => {
    const { client, calls } = clientOf([
      failure,
      new Response('a: 1', { headers: { ETag: 'x' } }),
    ]);
    expect(await client.getEnvironment(ENVIRONMENT)).toMatchObject({
      yaml: 'a: 1',
    });
    expect(calls).toHaveLength(2);
  });

  it('takes no definition without an ETag: its update would be blind', async () => {
    const { client } = clientOf([new Response('a: 1')]);
    await expect(client.getEnvironment(ENVIRONMENT)).rejects.toThrow(
      /without an ETag/,
    );
  });

  it('never repeats a write', async () => {
    const { client, calls } = clientOf([new Response('', { status: 503 })]);
    await expect(client.createEnvironment(ENVIRONMENT)).rejects.toThrow();
    expect(calls).toHaveLength(1);
  });

  it('sends the ETag with an update', async () => {
    const { client, calls } = clientOf([new Response('{}')]);
    await client.updateEnvironment(ENVIRONMENT, { yaml: 'a: 1', etag: 'abc' });
    expect(calls[0].init).toMatchObject({
      method: 'PATCH',
      body: 'a: 1',
      headers: { ETag: 'abc', 'If-Match': 'abc' },
    });
  });

  it.each<[string, Response | Error, string, RegExp]>([
    [
      '401',
      new Response('{"code":401,"message":"Unauthorized"}', { status: 401 }),
      'ServiceUnavailableError',
      /refuses the token in escTrust\.organizations\[0\]\.tokens\.write: Unauthorized/,
    ],
    [
      '409',
      new Response('{"message":"changed"}', { status: 409 }),
      'ConflictError',
      /changed/,
    ],
    [
      '400 with diagnostics',
      new Response(
        '{"message":"bad","diagnostics":[{"summary":"unknown function","range":{"begin":{"line":4}}}]}',
        { status: 400 },
      ),
      'InputError',
      /refuses the definition in line 4: unknown function/,
    ],
    [
      '500 with a request id',
      new Response('not json', {
        status: 500,
        headers: { 'X-Pulumi-Request-ID': 'r-1' },
      }),
      'ServiceUnavailableError',
      /unavailable: not json \(request r-1\)/,
    ],
    [
      'no connection',
      new Error(`fetch failed ${TOKEN}`),
      'ServiceUnavailableError',
      /can't be reached: check escTrust\.organizations\[0\]\.apiUrl/,
    ],
  ])(
    'tells what %s means, without the token',
    async (_, answer, name, message) => {
      const { client } = clientOf([answer]);
      const error = await client
        .updateEnvironment(ENVIRONMENT, { yaml: '', etag: 'x' })
        .then(
          () => undefined,
          e => e,
        );
      expect(error.name).toBe(name);
      expect(error.message).toMatch(message);
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain(
        TOKEN,
      );
    },
  );

  it('reads all pages of tags', async () => {
    const { client, calls } = clientOf([
      new Response('{"tags":{"a":{"value":"1"}},"nextToken":"2"}'),
      new Response('{"tags":{"b":{"value":"2"}}}'),
    ]);
    expect(await client.getTags(ENVIRONMENT)).toEqual({ a: '1', b: '2' });
    expect(calls[1].url).toMatch(/\/tags\?after=2$/);
  });

  it('sends no name that could leave the path', async () => {
    const { client, calls } = clientOf([new Response('')]);
    await expect(
      client.getEnvironment({ ...ENVIRONMENT, name: '..' }),
    ).rejects.toThrow(/not a name/);
    expect(calls).toEqual([]);
  });
});

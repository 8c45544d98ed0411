import { InstantClock } from '../__testUtils__/InstantClock';
import { UnansweredError } from '../time/UnansweredError';
import { GuardedCall } from '../time/WriteGuard';
import { ApprovalNeededError } from './ApprovalNeededError';
import { OpenFailedError } from './OpenFailedError';
import { PulumiCloudClient } from './PulumiCloudClient';
import { PULUMI_CALL_TIMEOUT_MS } from './PulumiTransport';

const TOKEN = 'pul-very-secret';
const ENVIRONMENT = { organization: 'acme', project: 'p', name: 'e' };

function clientOf(
  answers: Array<Response | Error>,
  apiUrl = 'https://pulumi.example.com:8443/base',
) {
  const clock = new InstantClock();
  const calls: Array<{ url: string; init: RequestInit }> = [];
  const client = new PulumiCloudClient({
    organizations: [
      {
        name: 'acme',
        issuer: 'https://pulumi.example.com/oidc',
        apiUrl,
        tokens: { read: TOKEN, write: TOKEN, open: TOKEN },
        configKey: 'escTrust.organizations[0]',
      },
    ],
    clock,
    random: () => 0.5,
    fetch: async (url, init) => {
      calls.push({ url: String(url), init: init! });
      const answer = answers[Math.min(calls.length, answers.length) - 1];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer.clone();
    },
  });
  return { client, calls, clock };
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

  it('repeats a write that was not taken for want of capacity', async () => {
    const { client, calls, clock } = clientOf([
      new Response('', { status: 429, headers: { 'Retry-After': '12' } }),
      new Response('{}'),
    ]);
    const start = clock.now().getTime();
    await client.createEnvironment(ENVIRONMENT);
    expect(calls).toHaveLength(2);
    expect(clock.now().getTime() - start).toBe(12_000);
  });

  it.each<[string, Response | Error, boolean]>([
    ['a server error', new Response('', { status: 500 }), true],
    ['a broken connection', new Error('socket hang up'), true],
    ['a refusal', new Response('', { status: 409 }), false],
    ['too many requests', new Response('', { status: 429 }), false],
    [
      'no connection',
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      false,
    ],
  ])('after %s: may the write have happened?', async (_, answer, expected) => {
    const { client } = clientOf([answer]);
    const error = await client.createEnvironment(ENVIRONMENT).catch(e => e);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof UnansweredError).toBe(expected);
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
        '{"message":"bad","diagnostics":[{"summary":"unknown function","range":{"begin":{"line":4}}},{"summary":"old","severity":"warning"},{"summary":"no such key","range":{"begin":{"line":7,"column":5}}}]}',
        { status: 400 },
      ),
      'InputError',
      /refuses the definition: line 4: unknown function; line 7, column 5: no such key$/,
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

  it('sends at most four requests at a time to one organization', async () => {
    let running = 0;
    let most = 0;
    const client = new PulumiCloudClient({
      organizations: [
        {
          name: 'acme',
          issuer: 'https://pulumi.example.com/oidc',
          apiUrl: 'https://pulumi.example.com',
          tokens: { read: TOKEN },
          configKey: 'escTrust.organizations[0]',
        },
      ],
      fetch: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setImmediate(resolve));
        running -= 1;
        return new Response('{"githubLogin":"someone"}');
      },
    });
    await Promise.all(Array.from({ length: 20 }, () => client.getUser('acme')));
    expect(most).toBe(4);
  });

  it('tells whom a token belongs to', async () => {
    const { client } = clientOf([
      new Response(
        '{"githubLogin":"ci","tokenInfo":{"name":"t","organization":"acme","team":"sre"}}',
      ),
      new Response('{"githubLogin":"sam"}'),
    ]);
    expect(await client.getUser('acme', 'open')).toEqual({
      login: 'ci',
      organization: 'acme',
      team: 'sre',
    });
    expect(await client.getUser('acme')).toEqual({ login: 'sam' });
  });

  describe('opening', () => {
    it('opens briefly, reads nothing and tells who has opened', async () => {
      const { client, calls } = clientOf([
        new Response('{"id":"session"}'),
        new Response('{"githubLogin":"verifier"}'),
      ]);
      expect(await client.openEnvironment(ENVIRONMENT)).toEqual({
        openedBy: 'verifier',
      });
      expect(calls.map(c => [c.init.method, c.url.split('/api/')[1]])).toEqual([
        ['POST', 'esc/environments/acme/p/e/open?duration=1m'],
        ['GET', 'user'],
      ]);
    });

    it('is open also when it cannot be told who has opened', async () => {
      const { client } = clientOf([
        new Response('{"id":"session","diagnostics":[{"severity":"warning"}]}'),
        new Response('', { status: 403 }),
      ]);
      expect(await client.openEnvironment(ENVIRONMENT)).toEqual({});
    });

    it.each([
      ['refused', 400],
      ['answered', 200],
    ])(
      'passes on what fails, but no values, when it is %s',
      async (_, status) => {
        const { client } = clientOf([
          new Response(
            JSON.stringify({
              message: 'Bad Request: AccessDenied',
              diagnostics: [
                {
                  summary: 'AccessDenied: Not authorized',
                  path: 'values.aws',
                  detail: 'top secret',
                  range: { begin: { line: 3, column: 5 } },
                },
                { summary: 'deprecated', severity: 'warning' },
              ],
            }),
            { status },
          ),
        ]);
        const error = await client.openEnvironment(ENVIRONMENT).catch(e => e);
        expect(error).toBeInstanceOf(OpenFailedError);
        expect(error).toMatchObject({
          name: 'InputError',
          message:
            "The environment can't be opened: line 3, column 5: AccessDenied: Not authorized",
          diagnostics: ['line 3, column 5: AccessDenied: Not authorized'],
        });
        expect(JSON.stringify([error, error.stack])).not.toContain('secret');
      },
    );

    it('is not tried twice when the answer gets lost', async () => {
      const { client, calls } = clientOf([new Response('', { status: 502 })]);
      const error = await client.openEnvironment(ENVIRONMENT).catch(e => e);
      expect(error.name).toBe('ServiceUnavailableError');
      expect(error).not.toBeInstanceOf(UnansweredError);
      expect(calls).toHaveLength(1);
    });

    it('says that it needs an approval', async () => {
      const { client } = clientOf([
        new Response(
          '{"message":"create an open request instead, opens must be approved"}',
          { status: 403 },
        ),
      ]);
      await expect(client.openEnvironment(ENVIRONMENT)).rejects.toThrow(
        ApprovalNeededError,
      );
    });
  });

  it.each<[string, Response[], boolean]>([
    [
      'by its text',
      [new Response('{"message":"must be approved"}', { status: 403 })],
      true,
    ],
    [
      'by the metadata',
      [
        new Response('{"message":"no"}', { status: 409 }),
        new Response('{"gatedActions":["update"]}'),
      ],
      true,
    ],
    [
      'not when nothing is gated',
      [
        new Response('{"message":"changed"}', { status: 409 }),
        new Response('{"gatedActions":[]}'),
      ],
      false,
    ],
    [
      'not when there is no metadata',
      [
        new Response('{"message":"changed"}', { status: 409 }),
        new Response('', { status: 404 }),
      ],
      false,
    ],
  ])('knows a change that needs approval: %s', async (_, answers, expected) => {
    const { client } = clientOf(answers);
    const error = await client
      .updateEnvironment(ENVIRONMENT, { yaml: 'a: 1', etag: 'x' })
      .catch(e => e);
    expect(error.name).toBe('ConflictError');
    expect(error instanceof ApprovalNeededError).toBe(expected);
  });

  it('gives up what takes too long', async () => {
    const client = new PulumiCloudClient({
      organizations: [
        {
          name: 'acme',
          issuer: 'https://pulumi.example.com/oidc',
          apiUrl: 'https://pulumi.example.com',
          tokens: { write: TOKEN },
          configKey: 'escTrust.organizations[0]',
        },
      ],
      timeoutMs: 50,
      fetch: () => new Promise(() => {}),
    });
    await expect(client.createEnvironment(ENVIRONMENT)).rejects.toBeInstanceOf(
      UnansweredError,
    );
  });

  describe('with a guard', () => {
    it('sends no write that it refuses, and asks about no read', async () => {
      const { client, calls } = clientOf([
        new Response('a: 1', { headers: { ETag: 'x' } }),
      ]);
      const asked: GuardedCall[] = [];
      const guarded = client.guarded({
        beforeWrite: async call => {
          asked.push(call);
          throw new Error('the lease is lost');
        },
      });
      await guarded.getEnvironment(ENVIRONMENT);
      expect(asked).toEqual([]);
      await expect(
        guarded.updateEnvironment(ENVIRONMENT, { yaml: '', etag: 'x' }),
      ).rejects.toThrow('the lease is lost');
      expect(asked).toEqual([
        {
          name: 'pulumi:UpdateEnvironment',
          timeoutMs: PULUMI_CALL_TIMEOUT_MS,
        },
      ]);
      expect(calls).toHaveLength(1);
    });

    it('ends reads and writes by its signal', async () => {
      const { client, calls } = clientOf([new Response('', { status: 503 })]);
      const guarded = client.guarded({
        signal: AbortSignal.abort(new Error('the lease is lost')),
        beforeWrite: async () => {},
      });
      for (const call of [
        () => guarded.getEnvironment(ENVIRONMENT),
        () => guarded.deleteEnvironment(ENVIRONMENT),
      ]) {
        await expect(call()).rejects.toThrow('the lease is lost');
      }
      expect(calls).toEqual([]);
    });
  });

  it('sends no name that could leave the path', async () => {
    const { client, calls } = clientOf([new Response('')]);
    await expect(
      client.getEnvironment({ ...ENVIRONMENT, name: '..' }),
    ).rejects.toThrow(/not a name/);
    expect(calls).toEqual([]);
  });
});

import { interceptedSimulator } from '../../__testUtils__/cloud';
import { pulumiClient } from '../../__testUtils__/pulumi';

const { simulator } = interceptedSimulator();
const start = (
  ...rest: Parameters<typeof pulumiClient> extends [any, ...infer R] ? R : never
) => {
  simulator().pulumi.addOrganization('acme');
  return pulumiClient(simulator(), ...rest);
};
const E = '/esc/environments/acme/payments/prod';
const put = (name: string, yaml = '', project = 'payments') =>
  simulator().pulumi.putEnvironment({
    organization: 'acme',
    project,
    name,
    yaml,
  });

it('creates, reads, updates and deletes', async () => {
  const call = start();
  const create = { project: 'payments', name: 'prod' };
  expect((await call('POST /esc/environments/acme', create)).status).toBe(200);
  expect(await call('POST /esc/environments/acme', create)).toMatchObject({
    status: 409,
    json: { code: 409, message: expect.stringContaining('already exists') },
  });
  const empty = await call(`GET ${E}`);
  expect(empty.text).toBe('');
  expect(empty.headers.get('content-type')).toBe('application/x-yaml');
  expect(empty.headers.get('pulumi-esc-revision')).toBe('1');
  const etag = empty.headers.get('etag')!;
  const yaml = '# kept\nvalues:\n  a: 1 # too\n';
  const updated = await call(`PATCH ${E}`, yaml, { ETag: etag });
  expect(updated.status).toBe(200);
  expect(updated.headers.get('pulumi-esc-revision')).toBe('2');
  const read = await call(`GET ${E}`);
  expect(read.text).toBe(yaml);
  const head = await call(`HEAD ${E}`);
  expect(head.headers.get('etag')).toBe(read.headers.get('etag'));
  expect(simulator().pulumi.environment('acme/payments/prod')).toMatchObject({
    yaml,
    revision: 2,
    etag: read.headers.get('etag'),
  });

  // Both headers carry the tag of what was read.
  for (const header of ['ETag', 'If-Match']) {
    expect(
      await call(`PATCH ${E}`, 'values: {}', { [header]: etag }),
    ).toMatchObject({
      status: 409,
      json: {
        code: 409,
        message: 'Conflict: the environment was changed since it was read',
      },
    });
  }
  expect((await call(`DELETE ${E}`)).status).toBe(204);
  expect((await call(`GET ${E}`)).status).toBe(404);
  expect((await call(`DELETE ${E}`)).status).toBe(404);
  expect(simulator().calls[0]).toEqual({
    service: 'pulumi',
    action: 'POST /api/esc/environments/{org}',
    write: true,
    status: 200,
  });
  expect(simulator().calls.map(one => one.status)).toEqual([
    200, 409, 200, 200, 200, 200, 409, 409, 204, 404, 404,
  ]);
});

it.each([
  [{ project: 'a b', name: 'x' }],
  [{ project: 'a', name: 'x/y' }],
  [{ project: 'a' }],
  ['no JSON'],
])('refuses to create %j', async body => {
  const call = start();
  expect(await call('POST /esc/environments/acme', body)).toMatchObject({
    status: 400,
    json: { code: 400, message: expect.stringMatching(/^Bad Request: /) },
  });
});

it('lists page by page', async () => {
  const call = start();
  const keys = Array.from({ length: 7 }, (_, n) => `env-${n}`);
  [...keys].reverse().forEach(name => put(name));
  const seen: string[] = [];
  let token = '';
  do {
    const page = await call(
      `GET /esc/environments/acme?maxResults=3&continuationToken=${token}`,
    );
    seen.push(...page.json.environments.map((one: any) => one.name));
    token = page.json.nextToken;
    simulator().pulumi.deleteEnvironment('acme/payments/env-2');
  } while (token);
  expect(seen).toEqual(keys);
  const [first] = (await call('GET /esc/environments/acme')).json.environments;
  expect(first).toMatchObject({
    organization: 'acme',
    project: 'payments',
    name: 'env-0',
    modified: expect.stringMatching(/Z$/),
    tags: {},
  });
  for (const query of [
    'maxResults=0',
    'maxResults=x',
    'continuationToken=%20',
  ]) {
    expect((await call(`GET /esc/environments/acme?${query}`)).status).toBe(
      400,
    );
  }
});

describe('access', () => {
  it.each(['', 'token pul-wrong', 'Bearer x'])('401 for %j', async header => {
    const call = start();
    put('prod');
    expect(
      await call(`GET ${E}`, undefined, { Authorization: header }),
    ).toMatchObject({
      status: 401,
      json: {
        code: 401,
        message: 'Unauthorized: No credentials provided or are invalid.',
      },
    });
  });

  it('404 for what is absent or invisible, alike', async () => {
    const call = start();
    simulator().pulumi.addOrganization('other');
    simulator().pulumi.putEnvironment({
      organization: 'other',
      project: 'p',
      name: 'e',
      yaml: '',
    });
    for (const path of [
      'acme/payments/none',
      'other/p/e',
      'nobody/p/e',
      'other',
      'nobody',
    ]) {
      expect((await call(`GET /esc/environments/${path}`)).json.code).toBe(404);
    }
  });

  it('403 without the scope', async () => {
    const call = start(['environment:read']);
    put('prod');
    expect((await call(`GET ${E}`)).status).toBe(200);
    for (const request of [
      `PATCH ${E}`,
      `DELETE ${E}`,
      `POST ${E}/open`,
      `POST ${E}/tags`,
      'POST /esc/environments/acme',
    ]) {
      expect(
        await call(request, request.startsWith('POST') ? {} : undefined),
      ).toMatchObject({
        status: 403,
        json: {
          message: expect.stringMatching(
            /^Forbidden: the access token lacks the permission environment:/,
          ),
        },
      });
    }
  });
});

it('keeps secrets encrypted, and everything else to the letter', async () => {
  const call = start();
  const yaml = (secret: string) =>
    `# top\nvalues:\n  a:\n    fn::secret: ${secret} # why\n  b: {fn::secret: "x, y"}\n  c:\n    fn::secret: |\n      line\n  d: \${a}\n`;
  put('prod');
  await call(`PATCH ${E}`, yaml('hush'));
  const { text } = await call(`GET ${E}`);
  expect(text).not.toMatch(/hush|x, y|line/);
  expect(text.replace(/\{ciphertext: [\w+/=]+\}/g, 'S')).toBe(
    '# top\nvalues:\n  a:\n    fn::secret: S # why\n  b: {fn::secret: S}\n  c:\n    fn::secret: S\n  d: ${a}\n',
  );
  // What was read may be written back.
  await call(`PATCH ${E}`, text);
  expect((await call(`GET ${E}`)).text).toBe(text);
  const opened = await call(`POST ${E}/open`);
  const values = await call(`GET ${E}/open/${opened.json.id}`);
  expect(values.json.properties).toMatchObject({
    a: { value: 'hush', secret: true },
    b: { value: 'x, y', secret: true },
    c: { value: 'line\n', secret: true },
    d: { value: 'hush', secret: true },
  });
});

it('manages tags', async () => {
  const call = start();
  put('prod');
  const tag = { name: 'esc-trust:owner', value: 'group:default/payments' };
  expect(await call(`POST ${E}/tags`, tag)).toMatchObject({
    status: 200,
    json: tag,
  });
  expect((await call(`POST ${E}/tags`, tag)).status).toBe(409);
  expect(
    (await call(`POST ${E}/tags`, { name: 'a b', value: '' })).status,
  ).toBe(400);
  expect((await call(`GET ${E}/tags`)).json).toMatchObject({
    tags: { [tag.name]: tag },
    nextToken: '',
  });
  const rename = (current: string) =>
    call(`PATCH ${E}/tags/${encodeURIComponent(tag.name)}`, {
      currentTag: { value: current },
      newTag: { name: 'owner', value: 'x' },
    });
  expect((await rename('other')).status).toBe(409);
  expect((await rename(tag.value)).json).toMatchObject({
    name: 'owner',
    value: 'x',
  });
  expect((await rename(tag.value)).status).toBe(404);
  expect((await call('GET /esc/environments/acme/tags')).json).toEqual({
    owner: ['x'],
  });
  expect((await call(`DELETE ${E}/tags/owner`)).status).toBe(204);
  expect((await call(`DELETE ${E}/tags/owner`)).status).toBe(404);
});

it('tells about the user, and about relations', async () => {
  const call = start();
  expect((await call('GET /user')).json).toMatchObject({
    githubLogin: 'dana',
    organizations: [{ githubLogin: 'acme' }],
    tokenInfo: { name: 'test' },
  });
  put('prod');
  put('base');
  put('prod', 'imports: [payments/base]');
  simulator().pulumi.addStackReferrer('acme/payments/base', {
    project: 'web',
    stack: 'prod',
    version: 4,
  });
  const base = E.replace('prod', 'base');
  const { revision } = simulator().pulumi.environment('acme/payments/prod')!;
  expect((await call(`GET ${base}/referrers`)).json.referrers).toEqual({
    2: [
      { environment: { project: 'payments', name: 'prod', revision } },
      { stack: { project: 'web', stack: 'prod', version: 4 } },
    ],
  });
  put('prod', '');
  const page = await call(`GET ${base}/referrers?count=1`);
  expect(Object.values(page.json.referrers)).toEqual([
    [{ stack: expect.anything() }],
  ]);
  expect((await call(`GET ${base}/metadata`)).json).toMatchObject({
    id: simulator().pulumi.environment('acme/payments/base')!.id,
  });
});

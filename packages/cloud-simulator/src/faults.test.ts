import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  accountWithUser,
  awsClients,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from './__testUtils__/cloud';
import { pulumiClient } from './__testUtils__/pulumi';
import { awsFaults, pulumiFaults } from './faultKinds';
import type { Fault, PassingCall } from './faults';
import { createCloudSimulator } from './simulator';
import { serveCloudSimulator } from './http/serve';

const E = '/esc/environments/acme/payments/prod';
const patch = 'PATCH /api/esc/environments/{org}/{project}/{env}';
const createRole = new CreateRoleCommand({
  RoleName: 'r',
  AssumeRolePolicyDocument: pulumiTrust('111111111111'),
});

describe('in process', () => {
  const { simulator } = interceptedSimulator();
  const start = () => {
    const { faults, pulumi } = simulator();
    pulumi.addOrganization('acme');
    pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'prod',
      yaml: '',
    });
    const { account, iam } = accountWithUser(simulator());
    const call = pulumiClient(simulator());
    return { account, iam, call, faults, calls: simulator().calls };
  };

  it.each([
    ['throttled', awsFaults.throttled(), 'Throttling', 400],
    [
      'concurrent modification',
      awsFaults.concurrentModification(),
      'ConcurrentModificationException',
      409,
    ],
    [
      'service failure',
      awsFaults.serviceFailure(),
      'ServiceFailureException',
      500,
    ],
    [
      'limit exceeded',
      awsFaults.limitExceeded(),
      'LimitExceededException',
      409,
    ],
    [
      'an invalid principal',
      awsFaults.invalidPrincipal('arn:aws:iam::111111111111:role/new'),
      'MalformedPolicyDocumentException',
      400,
    ],
    [
      'no permission',
      awsFaults.accessDenied('iam:CreateRole'),
      'AccessDenied',
      403,
    ],
    ['unavailable', awsFaults.unavailable(), 'ServiceUnavailable', 503],
  ])(
    'refuses a call of AWS, without effect: %s',
    async (_, kind, name, status) => {
      const { account, iam, faults, calls } = start();
      faults.add({ action: 'CreateRole', ...kind });
      expect(await refusalOf(iam.send(createRole))).toEqual({
        name,
        message: kind.message,
        status,
      });
      expect(account.role('r')).toBeUndefined();
      expect(calls).toEqual([
        {
          service: 'iam',
          action: 'CreateRole',
          accountId: '111111111111',
          write: true,
          status,
          fault: 'error',
        },
      ]);
      expect(faults.pending).toEqual([]);
      await iam.send(createRole);
      expect(account.role('r')).toBeDefined();
      expect(calls[1].fault).toBeUndefined();
    },
  );

  it('refuses a call of Pulumi Cloud, without effect', async () => {
    const { call, faults, calls } = start();
    faults.add({ action: patch, ...pulumiFaults.rateLimited(2) });
    faults.add({ action: patch, ...pulumiFaults.unavailable() });
    const limited = await call(`PATCH ${E}`, 'values: {a: 1}');
    expect(limited).toMatchObject({
      status: 429,
      json: { code: 429, message: 'request rate-limit exceeded' },
    });
    expect(limited.headers.get('retry-after')).toBe('2');
    const unavailable = await call(`PATCH ${E}`, 'values: {a: 1}');
    expect(unavailable.status).toBe(503);
    expect(unavailable.headers.get('x-pulumi-request-id')).toMatch(/^[\w-]+$/);
    expect((await call(`GET ${E}`)).text).toBe('');
    expect(calls.map(({ status, fault }) => [status, fault])).toEqual([
      [429, 'error'],
      [503, 'error'],
      [200, undefined],
    ]);
  });

  it('loses an answer after the effect', async () => {
    const { account, iam, call, faults, calls } = start();
    faults.add({ action: 'CreateRole', kind: 'lost' });
    await expect(iam.send(createRole)).rejects.toThrow();
    expect(account.role('r')).toBeDefined();
    faults.add({ action: patch, kind: 'lost' });
    await expect(call(`PATCH ${E}`, 'values: {a: 1}')).rejects.toThrow();
    expect((await call(`GET ${E}`)).text).toBe('values: {a: 1}');
    expect(calls.map(({ status, fault }) => [status, fault])).toEqual([
      [0, 'lost'],
      [0, 'lost'],
      [200, undefined],
    ]);
  });

  it('drops a call before the effect', async () => {
    const { account, iam, call, faults, calls } = start();
    faults.add({ action: 'CreateRole', kind: 'dropped' });
    await expect(iam.send(createRole)).rejects.toThrow();
    expect(account.role('r')).toBeUndefined();
    faults.add({ action: patch, kind: 'dropped' });
    await expect(call(`PATCH ${E}`, 'values: {a: 1}')).rejects.toThrow();
    expect((await call(`GET ${E}`)).text).toBe('');
    expect(calls.slice(0, 2)).toMatchObject([
      { status: 0, fault: 'dropped' },
      { status: 0, fault: 'dropped' },
    ]);
  });

  it('answers late, so that the client may give up after the effect', async () => {
    const { account, iam, faults } = start();
    faults.add({ action: 'CreateRole', kind: 'delay', ms: 2000 });
    const signal = AbortSignal.timeout(300);
    await expect(
      iam.send(createRole, { abortSignal: signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(account.role('r')).toBeDefined();
    faults.add({ action: 'GetRole', kind: 'delay', ms: 50 });
    const before = performance.now();
    await iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(performance.now() - before).toBeGreaterThan(45);
  });

  it('counts the calls that match, and keeps the rest for later', async () => {
    const { iam, call, faults } = start();
    const list = () => iam.send(new ListRolesCommand({}));
    const fault: Fault = {
      service: 'iam',
      write: false,
      nth: 2,
      times: 2,
      ...awsFaults.throttled(),
    };
    faults.add(fault);
    faults.add({ accountId: '222222222222', kind: 'dropped' });
    await call(`GET ${E}`);
    await list();
    expect(faults.pending[0]).toEqual({ ...fault, nth: 1 });
    expect((await refusalOf(list())).name).toBe('Throttling');
    expect((await refusalOf(list())).name).toBe('Throttling');
    await list();
    expect(faults.pending).toHaveLength(1);
    faults.clear();
    expect(faults.pending).toEqual([]);
  });

  it('gives a call one fault; another one that is due waits', async () => {
    const { iam, faults } = start();
    const list = () => iam.send(new ListRolesCommand({}));
    faults.add({ nth: 1, ...awsFaults.throttled() });
    faults.add({ nth: 1, ...awsFaults.serviceFailure() });
    faults.add({ nth: 3, ...awsFaults.unavailable() });
    const names = [];
    for (let n = 0; n < 3; n += 1) {
      names.push((await refusalOf(list())).name);
    }
    expect(names).toEqual([
      'Throttling',
      'ServiceFailureException',
      'ServiceUnavailable',
    ]);
  });

  it('calls back before and after the effect, and waits for it', async () => {
    const { account, iam, faults } = start();
    const seen: unknown[] = [];
    const state = () => Boolean(account.role('r'));
    faults.onCall(async call => {
      await Promise.resolve();
      seen.push(['before', call.action, call.index, state()]);
    });
    const stop = faults.afterCall(({ action, index, refused }) => {
      seen.push(['after', action, index, state(), refused]);
    });
    await iam.send(createRole);
    await refusalOf(iam.send(createRole));
    stop();
    await iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(seen).toEqual([
      ['before', 'CreateRole', 0, false],
      ['after', 'CreateRole', 0, true, false],
      ['before', 'CreateRole', 1, true],
      ['after', 'CreateRole', 1, true, true],
      ['before', 'GetRole', 2, true],
    ]);
  });

  it('lets a listener edit from outside, or break the very call', async () => {
    const { account, iam, faults } = start();
    faults.onCall(({ action }: PassingCall) => {
      if (action === 'CreateRole') {
        account.putRole({
          roleName: 'R',
          assumeRolePolicyDocument: pulumiTrust('111111111111'),
        });
      } else {
        faults.add(awsFaults.throttled());
      }
    });
    expect(await refusalOf(iam.send(createRole))).toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
    const get = iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(await refusalOf(get)).toMatchObject({ name: 'Throttling' });
    faults.clear();
    await expect(
      iam.send(new GetRoleCommand({ RoleName: 'r' })),
    ).resolves.toBeDefined();
  });

  it.each<[string, Fault, string]>([
    [
      'refused',
      awsFaults.throttled(),
      'Throttling: Rate exceeded status code: 400',
    ],
    ['lost', { kind: 'lost' }, 'RequestError: send request failed'],
    ['dropped', { kind: 'dropped' }, 'RequestError: send request failed'],
  ])('reaches the logins of an opening: %s', async (_, fault, told) => {
    const { call, faults, calls } = start();
    simulator().pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'prod',
      yaml: `values:
  aws:
    fn::open::aws-login:
      oidc:
        roleArn: arn:aws:iam::111111111111:role/r
        sessionName: session
        duration: 1h
`,
    });
    faults.add({ service: 'sts', ...fault });
    expect(await call(`POST ${E}/open`)).toMatchObject({
      status: 400,
      json: { diagnostics: [{ summary: expect.stringContaining(told) }] },
    });
    expect(calls[1]).toMatchObject({
      service: 'sts',
      action: 'AssumeRoleWithWebIdentity',
      accountId: '111111111111',
      fault: fault.kind,
    });
  });

  it('refuses numbers that make no sense', () => {
    const { faults } = simulator();
    const over: object[] = [
      { nth: 0 },
      { times: 0 },
      { kind: 'delay', ms: -1 },
      { kind: 'delay', ms: 60_001 },
      { kind: 'delay', ms: NaN },
    ];
    over.forEach(one =>
      expect(() => faults.add({ kind: 'lost', ...one })).toThrow(
        /at least 1|0 to 60000 milliseconds/,
      ),
    );
  });
});

describe('over HTTP', () => {
  const simulator = createCloudSimulator();
  const { account, credentials } = accountWithUser(simulator);
  simulator.pulumi.addOrganization('acme');
  const Authorization = `token ${simulator.pulumi.createToken({
    login: 'dana',
    organizations: ['acme'],
    scopes: ['environment:read', 'environment:write'],
  })}`;
  let server: Awaited<ReturnType<typeof serveCloudSimulator>>;
  beforeAll(async () => {
    server = await serveCloudSimulator(simulator);
  });
  beforeEach(() => {
    account.deleteRole('r');
    simulator.faults.clear();
    simulator.pulumi.deleteEnvironment('acme/payments/prod');
    simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'prod',
      yaml: '',
    });
  });
  afterAll(() => server.close());
  const iam = () => awsClients(credentials, server.url).iam;
  const update = (signal?: AbortSignal) =>
    fetch(`${server.url}/api${E}`, {
      method: 'PATCH',
      headers: { Authorization },
      body: 'values: {}',
      signal,
    });
  const yaml = () => simulator.pulumi.environment('acme/payments/prod')!.yaml;

  it('refuses without effect', async () => {
    simulator.faults.add({
      action: 'CreateRole',
      ...awsFaults.concurrentModification(),
    });
    expect(await refusalOf(iam().send(createRole))).toMatchObject({
      name: 'ConcurrentModificationException',
      status: 409,
    });
    expect(account.role('r')).toBeUndefined();
    simulator.faults.add({ action: patch, ...pulumiFaults.conflict() });
    expect((await update()).status).toBe(409);
    expect(yaml()).toBe('');
  });

  it.each([
    ['lost', true],
    ['dropped', false],
  ] as const)('breaks the connection: %s', async (kind, effect) => {
    simulator.faults.add({ action: 'CreateRole', kind });
    await expect(iam().send(createRole)).rejects.toThrow('socket hang up');
    expect(account.role('r') !== undefined).toBe(effect);
    simulator.faults.add({ action: patch, kind });
    await expect(update()).rejects.toThrow('fetch failed');
    expect(yaml() !== '').toBe(effect);
    // The server goes on.
    expect((await update()).status).toBe(200);
  });

  it('answers late', async () => {
    simulator.faults.add({ action: patch, kind: 'delay', ms: 2000 });
    await expect(update(AbortSignal.timeout(300))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(yaml()).toBe('values: {}');
  });

  it('a client that repeats by itself meets its own effect', async () => {
    const { iam: repeating } = awsClients(credentials, server.url, 3);
    simulator.faults.add({ action: 'CreateRole', kind: 'lost' });
    expect(await refusalOf(repeating.send(createRole))).toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
  });
});

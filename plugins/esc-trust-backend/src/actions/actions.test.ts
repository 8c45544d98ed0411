import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Mapping } from '@internal/backstage-plugin-esc-trust-common';
import { registerDemo } from '../__testUtils__/registerDemo';
import {
  Policy,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ALLOW = AuthorizeResult.ALLOW;

const LOOKS = { readOnly: true, idempotent: true, destructive: false };

const guest = mockCredentials.user('user:default/guest');
const stranger = mockCredentials.user('user:default/sam');

describe('actions', () => {
  let portal: TestPortal;
  let mappings: Mapping[];
  let policy: Policy = () => ALLOW;

  beforeAll(async () => {
    portal = await startTestPortal({
      knex: await databases.init('SQLITE_3'),
      permissions: (...asked) => policy(...asked),
    });
    mappings = await registerDemo(portal);
  });

  beforeEach(() => {
    policy = () => ALLOW;
    portal.simulator.calls.length = 0;
  });

  afterAll(() => portal?.stop());

  const invoke = async (name: string, input: object, credentials = guest) =>
    (
      await portal.actions.invoke({
        id: `test:${name}`,
        input: input as any,
        credentials,
      })
    ).output as any;
  const staging = () =>
    mappings.find(({ environment }) => environment.name === 'staging-api')!;
  const without = (name: string) => {
    policy = (_, permission) =>
      permission === name ? AuthorizeResult.DENY : ALLOW;
  };

  it('say what they do to the world', async () => {
    const { actions } = await portal.actions.list();
    expect(
      Object.fromEntries(
        actions.map(({ name, attributes }) => [name, attributes]),
      ),
    ).toEqual({
      'list-mappings': LOOKS,
      'explain-mapping': LOOKS,
      'assess-mapping': { ...LOOKS, readOnly: false },
      'evaluate-trust': LOOKS,
      'plan-provision': LOOKS,
      'plan-mapping-change': LOOKS,
    });
  });

  it('list mappings, page by page', async () => {
    const first = await invoke('list-mappings', { limit: 4 });
    expect(first.totalItems).toBe(mappings.length);
    expect(first.items).toHaveLength(4);
    const second = await invoke('list-mappings', {
      limit: 4,
      cursor: first.nextCursor,
    });
    expect(second.items[0].id).not.toBe(first.items[0].id);
    const { items } = await invoke('list-mappings', { status: ['trusted'] });
    expect(items).toEqual([
      expect.objectContaining({
        environment: 'acme/payments/prod-api',
        status: 'trusted',
        findings: [],
      }),
    ]);
  });

  it('explain a mapping', async () => {
    const { id, trust } = staging();
    const explained = await invoke('explain-mapping', { id });
    expect(explained).toMatchObject({
      id,
      trust: { status: 'untrusted', gates: trust.gates },
    });
  });

  it('assess a mapping, which is audited', async () => {
    const { id } = staging();
    const before = portal.audited().length;
    expect(await invoke('assess-mapping', { id })).toMatchObject({
      id,
      trust: { status: 'untrusted' },
    });
    expect(portal.simulator.calls.length).toBeGreaterThan(0);
    expect(portal.writes().filter(call => call !== 'AssumeRole')).toEqual([]);
    expect(portal.audited().slice(before)).toEqual(['success mapping-assess']);
  });

  it('judge what is described', async () => {
    const { environment, roleArn } = staging();
    const report = await invoke('evaluate-trust', {
      environment,
      role: {
        arn: roleArn,
        trustPolicy: { Version: '2012-10-17', Statement: [] },
      },
      identityProvider: null,
    });
    expect(report).toMatchObject({ status: 'untrusted', access: 'fails' });
    expect(portal.simulator.calls).toEqual([]);
  });

  it.each<[string, () => object]>([
    [
      'plan-provision',
      () => ({
        environment: REQUEST.environment,
        accountId: REQUEST.accountId,
        ownerRef: TEAM,
        managedPolicyArns: REQUEST.role!.managedPolicyArns,
      }),
    ],
  ])('%s changes nothing', async (name, input) => {
    const plan = await invoke(name, input());
    expect(plan.steps).toContainEqual(
      expect.objectContaining({ step: 'role', action: 'create' }),
    );
    expect(portal.writes().filter(call => call !== 'AssumeRole')).toEqual([]);
  });

  it('refuse what the REST API refuses', async () => {
    const { id } = staging();
    without('esc-trust.mapping.read');
    await expect(invoke('list-mappings', {})).rejects.toThrow(
      'You need the permission esc-trust.mapping.read',
    );
    await expect(invoke('explain-mapping', { id })).rejects.toThrow(
      'You need the permission esc-trust.mapping.read',
    );
    without('esc-trust.mapping.assess');
    await expect(invoke('assess-mapping', { id })).rejects.toThrow(
      'You need the permission esc-trust.mapping.assess',
    );
    without('esc-trust.role.repair');
    await expect(
      invoke('plan-mapping-change', { kind: 'repair', mappingId: id }),
    ).rejects.toThrow('You need the permission esc-trust.role.repair');
    policy = () => ALLOW;
    await expect(
      invoke(
        'plan-mapping-change',
        { kind: 'deprovision', mappingId: id },
        stranger,
      ),
    ).rejects.toThrow(/You are not a member of/);
    await expect(
      invoke(
        'assess-mapping',
        { id },
        mockCredentials.service('plugin:x') as never,
      ),
    ).rejects.toThrow('Only a signed-in user can do that');
  });

  it.each<[string, object]>([
    ['list-mappings', { limit: 51 }],
    ['list-mappings', { status: ['fine'] }],
    ['list-mappings', { nothing: true }],
    ['explain-mapping', {}],
    ['evaluate-trust', { environment: 'acme/p/e' }],
    ['plan-provision', { environment: REQUEST.environment }],
    ['plan-mapping-change', { kind: 'provision', mappingId: 'x' }],
  ])('%s refuses %j', async (name, input) => {
    await expect(invoke(name, input)).rejects.toThrow('Invalid input');
  });
});

import { interceptedSimulator } from '../../__testUtils__/cloud';
import { pulumiClient } from '../../__testUtils__/pulumi';

const { simulator } = interceptedSimulator();
const E = '/esc/environments/acme/payments/prod';
const put = (settings: object) =>
  simulator().pulumi.putEnvironment({
    organization: 'acme',
    project: 'payments',
    name: 'prod',
    yaml: 'values: {a: 1}',
    ...settings,
  });
const start = (settings: object) => {
  simulator().pulumi.addOrganization('acme');
  const environment = put(settings);
  return { call: pulumiClient(simulator()), environment };
};

it('protects an environment from deletion', async () => {
  const { call, environment } = start({ deletionProtected: true });
  expect(await call(`DELETE ${E}`)).toMatchObject({
    status: 409,
    json: { code: 409, message: expect.stringContaining('protected') },
  });
  expect((await call(`GET ${E}/settings`)).json).toEqual({
    deletionProtected: true,
  });
  const [listed] = (await call('GET /esc/environments/acme')).json.environments;
  expect(listed.settings).toEqual({ deletionProtected: true });
  // Other writes pass.
  expect((await call(`PATCH ${E}`, 'values: {}')).status).toBe(200);
  expect((await call(`PATCH ${E}/settings`, {})).status).toBe(400);
  const off = { deletionProtected: false };
  expect((await call(`PATCH ${E}/settings`, off)).json).toEqual(off);
  expect(environment.deletionProtected).toBe(false);
  expect((await call(`DELETE ${E}`)).status).toBe(204);
});

it('sends changes of a gated environment through a change request', async () => {
  const { call, environment } = start({ requiresApproval: true });
  const { revision } = environment;
  expect((await call(`GET ${E}/metadata`)).json).toMatchObject({
    gatedActions: ['update'],
    openRequestNeeded: false,
  });
  expect(
    await call(`PATCH ${E}`, 'values: {}', { ETag: environment.etag }),
  ).toMatchObject({
    status: 403,
    json: { message: expect.stringMatching(/change request.*approved/) },
  });
  expect(environment.revision).toBe(revision);
  // Tags are not part of the definition.
  const tag = { name: 'owner', value: 'x' };
  expect((await call(`POST ${E}/tags`, tag)).status).toBe(200);
  expect((await call(`POST ${E}/open`)).status).toBe(200);
  environment.requiresApproval = false;
  expect((await call(`PATCH ${E}`, 'values: {}')).status).toBe(200);
});

it('opens a gated environment with an approved open request only', async () => {
  const { call } = start({ openRequiresApproval: true });
  expect((await call(`GET ${E}/metadata`)).json).toMatchObject({
    gatedActions: ['open'],
    openRequestNeeded: true,
  });
  expect(await call(`POST ${E}/open`)).toMatchObject({
    status: 403,
    json: { message: expect.stringContaining('opens must be approved') },
  });
  expect((await call(`PATCH ${E}`, 'values: {}')).status).toBe(200);
});

it('keeps settings that a test does not name', () => {
  const { environment } = start({ requiresApproval: true });
  put({ deletionProtected: true });
  expect(environment).toMatchObject({
    requiresApproval: true,
    deletionProtected: true,
    openRequiresApproval: false,
  });
});

it('opening is a scope of its own, and no write', async () => {
  start({});
  const reader = pulumiClient(simulator(), [
    'environment:read',
    'environment:write',
  ]);
  expect((await reader(`POST ${E}/open`)).status).toBe(403);
  const opener = pulumiClient(simulator(), ['environment:open']);
  expect((await opener(`POST ${E}/open`)).json.id).toMatch(/^[\w-]+$/);
  expect((await opener(`GET ${E}`)).status).toBe(403);
  expect(simulator().calls.slice(0, 2)).toMatchObject([
    { write: false, status: 403 },
    {
      action: 'POST /api/esc/environments/{org}/{project}/{env}/open',
      write: false,
      status: 200,
    },
  ]);
});

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  configFor,
  GUEST,
  REQUEST,
  startTestPortal,
  TEAM,
  TestPortal,
} from '../__testUtils__/testPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('refusals on %p', id => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({ knex: await databases.init(id) });
    const { simulator } = portal;
    simulator.pulumi.putEnvironment({
      organization: 'acme',
      project: 'payments',
      name: 'unowned',
      yaml: '',
    });
    simulator.aws.account('111111111111').putRole({
      roleName: 'Somebodys-Role',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'sts:AssumeRole',
        },
      },
      tags: { 'esc-trust:owner': TEAM },
    });
    simulator.calls.length = 0;
  });

  afterAll(() => portal.stop());

  const environment = REQUEST.environment;
  it.each<[string, object, number, RegExp]>([
    [
      'an unknown organization',
      { environment: { ...environment, organization: 'nobody' } },
      400,
      /The organization nobody is unknown: choose one of acme/,
    ],
    [
      'an account that is not configured',
      { accountId: '444444444444' },
      400,
      /444444444444 is not configured: choose one of 111111111111/,
    ],
    [
      'an account that is not allowed',
      { accountId: '222222222222' },
      403,
      /may not provision in account 222222222222: escTrust.provisioning.allow allows it 111111111111, 333333333333/,
    ],
    [
      'a project that is not allowed',
      { environment: { ...environment, project: 'secret' } },
      403,
      /may not use environments of acme\/secret/,
    ],
    [
      'a policy that is not allowed',
      {
        role: {
          managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        },
      },
      403,
      /may not have a role with .*AdministratorAccess here: escTrust.provisioning.allow allows it/,
    ],
    [
      'a malformed environment name',
      { environment: { ...environment, name: 'a b' } },
      400,
      /The environment name "a b" is not valid: use letters/,
    ],
    [
      'a name that climbs',
      { environment: { ...environment, name: '..' } },
      400,
      /The environment name "\.\." is not valid/,
    ],
    [
      'a malformed role name',
      { role: { name: 'no/slash' } },
      400,
      /The role name "no\/slash" is not valid/,
    ],
    [
      'a description that AWS refuses',
      { role: { description: 'smile 🙂' } },
      400,
      /Latin-1/,
    ],
    [
      'a text that is no policy',
      { role: { managedPolicyArns: ['ReadOnly'] } },
      400,
      /"ReadOnly" is not the ARN of a managed policy/,
    ],
    [
      'a duration over the role',
      { login: { duration: '2h' } },
      400,
      /longer than the role's maximum of 3600 seconds/,
    ],
    [
      'a duration below a quarter of an hour',
      { login: { duration: '5m' } },
      400,
      /use 15m to 12h/,
    ],
    [
      'a malformed login path',
      { login: { path: 'a b' } },
      400,
      /The login path "a b" is not valid/,
    ],
    [
      'a malformed session name',
      { login: { sessionName: 'x' } },
      400,
      /The session name "x" is not valid/,
    ],
    [
      'a subject that depends on the user',
      { login: { subjectAttributes: ['pulumi.user.login'] } },
      400,
      /must include currentEnvironment\.name/,
    ],
    [
      'a role name that is taken, in another case',
      { role: { name: 'somebodys-role' } },
      409,
      /already has a role named Somebodys-Role .*choose another role name/,
    ],
    [
      'a login path in use',
      { environment: { ...environment, name: 'dev-api' } },
      409,
      /The login aws.login of acme\/payments\/dev-api uses the role arn:.*choose another login path/,
    ],
    [
      "somebody else's environment",
      {
        environment: {
          ...environment,
          project: 'platform',
          name: 'shared-network',
        },
      },
      403,
      /acme\/platform\/shared-network belongs to somebody else/,
    ],
    [
      'an environment without owner',
      { environment: { ...environment, name: 'unowned' } },
      403,
      /has no recorded owner: set its tag esc-trust:owner/,
    ],
    [
      'an owner one does not belong to',
      { ownerRef: 'group:default/platform-team' },
      403,
      /You are not a member of group:default\/platform-team/,
    ],
    [
      'a reserved login path',
      { login: { path: 'imports.login' } },
      400,
      /The login path "imports.login" is not valid/,
    ],
    [
      "somebody else's component",
      { entityRefs: ['component:default/cluster'] },
      403,
      /The entity component:default\/cluster belongs to somebody else/,
    ],
    [
      'a component that is not there',
      { entityRefs: ['component:default/nowhere'] },
      400,
      /There is no entity component:default\/nowhere/,
    ],
    ['an unknown field', { surprise: true }, 400, /surprise|additional/],
    ['another kind', { kind: 'destroy' }, 400, /kind/],
  ])('%s: before the first write', async (_, change, status, message) => {
    const response = await portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', GUEST)
      .send({ ...REQUEST, ...change });

    expect(response.body.error.message).toMatch(message);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({
      error: { name: expect.any(String) },
      response: { statusCode: status },
    });
    expect(portal.writes()).toEqual([]);
  });

  it.each([
    ['a service', mockCredentials.service.header(), 403],
    ['nobody', mockCredentials.none.header(), 401],
    ['another team', mockCredentials.user.header('user:default/sam'), 403],
  ])('%s may not provision', async (_, header, status) => {
    const response = await portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', header)
      .send(REQUEST);
    expect(response.status).toBe(status);
    expect(portal.writes()).toEqual([]);
  });
});

describe.each(databases.eachSupportedId())('not configured on %p', id => {
  let portal: TestPortal;

  afterEach(() => portal.stop());

  const post = (dryRun = false) =>
    portal.http
      .post('/api/esc-trust/operations')
      .set('Authorization', GUEST)
      .send({ ...REQUEST, dryRun });

  it('needs the permission, for a dry run too', async () => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      permissions: AuthorizeResult.DENY,
    });
    for (const response of [await post(), await post(true)]) {
      expect(response.status).toBe(403);
      expect(response.body.error.message).toBe(
        'You need the permission esc-trust.role.provision',
      );
    }
    expect(portal.simulator.calls).toEqual([]);
  });

  it.each<[string, (config: ReturnType<typeof configFor>) => void, RegExp]>([
    [
      'no AWS credentials at all',
      c => {
        c.aws = {} as never;
      },
      /There are no AWS credentials for account 111111111111: add it to aws\.accounts or set aws\.accountDefaults\.roleName/,
    ],
    [
      'no token for writes',
      c => {
        c.escTrust.organizations[0].tokens.write = undefined as never;
      },
      /escTrust\.organizations\[0\]\.tokens\.write is not set/,
    ],
    [
      'a token for writes that is refused',
      c => {
        c.escTrust.organizations[0].tokens.write = 'very-secret';
      },
      /refuses the token in escTrust\.organizations\[0\]\.tokens\.write/,
    ],
    [
      'no token for reads',
      c => {
        c.escTrust.organizations[0].tokens.read = undefined as never;
      },
      /escTrust\.organizations\[0\]\.tokens\.read is not set/,
    ],
    [
      'a role for writes that does not let the portal in',
      c => {
        Object.assign(c.escTrust.accounts[0], {
          provisioningRoleName: 'payments-dev-api',
        });
      },
      /AWS refuses the credentials for account 111111111111 .*check provisioningRoleName in escTrust\.accounts/,
    ],
    [
      'AWS credentials that AWS refuses',
      c => {
        c.aws.mainAccount = {
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'very-secret',
        };
      },
      /AWS refuses the credentials for account 111111111111 .*check aws\.accounts, aws\.accountDefaults and aws\.mainAccount/,
    ],
    [
      'a role that does not let the portal in',
      c => {
        c.aws.accountDefaults.roleName = 'payments-dev-api';
      },
      /AWS refuses the credentials for account 111111111111/,
    ],
    [
      'a Pulumi token that is refused',
      c => {
        c.escTrust.organizations[0].tokens.read = 'very-secret';
      },
      /refuses the token in escTrust\.organizations\[0\]\.tokens\.read/,
    ],
  ])('%s: 503 that names the setting', async (_, change, message) => {
    portal = await startTestPortal({
      knex: await databases.init(id),
      config: (demo, url) => {
        const config = configFor(demo, url);
        change(config);
        return config;
      },
    });
    const response = await post();
    expect(response.body.error.message).toMatch(message);
    expect(response.status).toBe(503);
    expect(JSON.stringify(response.body)).not.toContain('very-secret');
    expect(portal.writes().filter(a => a !== 'AssumeRole')).toEqual([]);
  });
});

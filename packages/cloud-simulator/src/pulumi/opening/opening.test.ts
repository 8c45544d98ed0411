import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  awsClients,
  interceptedSimulator,
  pulumiTrust,
} from '../../__testUtils__/cloud';
import { pulumiClient } from '../../__testUtils__/pulumi';

let time = new Date();
const { simulator } = interceptedSimulator({ now: () => time });
const accountId = '111111111111';
const login = (roleName: string, more = '') => `
    fn::open::aws-login:
      oidc:
        roleArn: arn:aws:iam::${accountId}:role/${roleName}
        sessionName: session
        duration: 1h${more}
`;
const put = (key: string, yaml: string) => {
  const [project, name] = key.split('/');
  simulator().pulumi.putEnvironment({
    organization: 'acme',
    project,
    name,
    yaml,
  });
};
const trust = (roleName: string, ...environments: string[]) =>
  simulator()
    .aws.account(accountId)
    .putRole({
      roleName,
      assumeRolePolicyDocument: pulumiTrust(accountId, {
        StringEquals: {
          'api.pulumi.com/oidc:aud': 'aws:acme',
          'api.pulumi.com/oidc:sub': environments.map(
            name => `pulumi:environments:org:acme:env:${name}`,
          ),
        },
      }),
    });
const E = '/esc/environments/acme';

beforeEach(() => {
  time = new Date();
  simulator().pulumi.addOrganization('acme');
  simulator()
    .aws.addAccount(accountId)
    .putIdentityProvider({ url: simulator().issuer, clientIds: ['aws:acme'] });
});

it('gives working credentials, and values that refer to them', async () => {
  const call = pulumiClient(simulator());
  trust('r', 'p/e');
  put('p/base', 'values:\n  aws: {region: eu-central-1, kept: below}\n');
  put(
    'p/e',
    `imports: [p/base]\nvalues:\n  aws:\n   region: eu-west-1\n   login:${login(
      'r',
    )}  env:\n    KEY: \${aws.login.accessKeyId}\n    WHERE: \${aws.region}-\${aws["kept"]}\n`,
  );
  const opened = await call(`POST ${E}/p/e/open?duration=1h`);
  expect([opened.status, opened.json]).toEqual([
    200,
    { id: expect.any(String) },
  ]);
  const read = () => call(`GET ${E}/p/e/open/${opened.json.id}`);
  const { properties } = (await read()).json;
  const credentials = properties.aws.value.login.value;
  expect(properties.env.value).toMatchObject({
    KEY: { value: credentials.accessKeyId.value, secret: true },
    WHERE: { value: 'eu-west-1-below' },
  });
  const { sts } = awsClients({
    accessKeyId: credentials.accessKeyId.value,
    secretAccessKey: credentials.secretAccessKey.value,
    sessionToken: credentials.sessionToken.value,
  });
  const me = await sts.send(new GetCallerIdentityCommand({}));
  expect(me.Arn).toBe(`arn:aws:sts::${accountId}:assumed-role/r/session`);
  const one = await call(
    `GET ${E}/p/e/open/${opened.json.id}?property=aws.region`,
  );
  expect(one.json.value).toBe('eu-west-1');
  time = new Date(time.getTime() + 3601_000);
  expect((await read()).status).toBe(404);
  expect(
    simulator()
      .calls.map(({ action }) => action)
      .slice(0, 2),
  ).toEqual([
    'POST /api/esc/environments/{org}/{project}/{env}/open',
    'AssumeRoleWithWebIdentity',
  ]);
});

it("shows STS's refusal as a diagnostic", async () => {
  trust('r', 'p/other');
  put('p/e', `values:\n  aws:\n   login:${login('r')}`);
  const { status, json } = await pulumiClient(simulator())(
    `POST ${E}/p/e/open`,
  );
  const reason =
    'WebIdentityErr: failed to retrieve credentials caused by: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity status code: 403';
  expect(status).toBe(400);
  expect(json).toEqual({
    code: 400,
    message: `Bad Request: values.aws.login: Error: ${reason}`,
    diagnostics: [
      {
        severity: 'error',
        path: 'values.aws.login',
        summary: reason,
        range: {
          environment: 'p/e',
          begin: { line: 4, column: 5, byte: expect.any(Number) },
          end: expect.anything(),
        },
      },
    ],
  });
});

it('asks for every login of the import closure, also overridden ones', async () => {
  trust('a', 'p/e');
  trust('b', 'p/e');
  put('p/deep', `values:\n  one:${login('a')}`);
  put('p/mid', 'imports: [p/deep]\n');
  put('p/aside', `values:\n  one:${login('b')}`);
  put(
    'p/e',
    'imports:\n  - p/mid\n  - p/deep\n  - p/aside: {merge: false}\nvalues: {one: overridden}\n',
  );
  const call = pulumiClient(simulator());
  const { status } = await call(`POST ${E}/p/e/open`);
  expect(status).toBe(200);
  const assumed = simulator().calls.filter(one => one.service === 'sts');
  expect(assumed.map(one => one.status)).toEqual([200, 200]);
  simulator().aws.account(accountId).deleteRole('b');
  const failed = await call(`POST ${E}/p/e/open`);
  expect(failed.json.diagnostics).toMatchObject([
    { path: 'values.one', range: { environment: 'p/aside' } },
  ]);
});

it('names an opening of raw YAML <yaml>', async () => {
  const call = pulumiClient(simulator());
  put('p/e', `values:\n  aws:\n   login:${login('r')}`);
  trust('r', 'p/e');
  const open = () => call(`POST ${E}/yaml/open`, 'imports: [p/e]\n');
  expect((await open()).status).toBe(400);
  trust('r', 'p/e', '<yaml>');
  const opened = await open();
  expect(opened.status).toBe(200);
  const read = await call(`GET ${E}/yaml/open/${opened.json.id}`);
  expect(read.json.properties.aws.value.login.value).toHaveProperty(
    'sessionToken',
  );
  // The subject of a custom attribute stays the same.
  put(
    'p/e',
    `values:\n  aws:\n   login:${login(
      'r',
      '\n        subjectAttributes: [currentEnvironment.name]',
    )}`,
  );
  simulator()
    .aws.account(accountId)
    .putRole({
      roleName: 'r',
      assumeRolePolicyDocument: pulumiTrust(accountId, {
        StringEquals: {
          'api.pulumi.com/oidc:aud': 'aws:acme',
          'api.pulumi.com/oidc:sub':
            'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:p/e',
        },
      }),
    });
  expect((await open()).status).toBe(200);
  expect((await call(`POST ${E}/p/e/open`)).status).toBe(200);
});

it('refuses a duration that is none, and what it can not open', async () => {
  const call = pulumiClient(simulator());
  put('p/e', 'values:\n  a:\n    fn::open::vault-login: {}\n');
  expect((await call(`POST ${E}/p/e/open?duration=soon`)).status).toBe(400);
  expect((await call(`POST ${E}/p/e/open`)).json.message).toMatch(
    /opens aws-login only/,
  );
});

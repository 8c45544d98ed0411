import { GetRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { createPublicKey, verify } from 'node:crypto';
import { awsClients, refusalOf } from '../__testUtils__/cloud';
import { loadDemoData } from '../demo/loadDemoData';
import { createCloudSimulator } from '../simulator';
import { serveCloudSimulator } from './serve';

describe('over HTTP', () => {
  const simulator = createCloudSimulator();
  const demo = loadDemoData(simulator);
  let server: Awaited<ReturnType<typeof serveCloudSimulator>>;
  beforeAll(async () => {
    server = await serveCloudSimulator(simulator);
  });
  afterAll(() => server.close());

  it('serves the AWS SDK', async () => {
    const { iam, sts } = awsClients(demo.awsCredentials, server.url);
    const me = await sts.send(new GetCallerIdentityCommand({}));
    expect(me.Arn).toBe('arn:aws:iam::111111111111:user/backstage');
    const { Role } = await iam.send(
      new GetRoleCommand({ RoleName: 'payments-dev-api' }),
    );
    expect(Role!.RoleName).toBe('payments-dev-api');
    const missing = iam.send(new GetRoleCommand({ RoleName: 'nobody' }));
    expect(await refusalOf(missing)).toMatchObject({
      name: 'NoSuchEntityException',
      status: 404,
    });
    const wrong = awsClients(
      { ...demo.awsCredentials, secretAccessKey: 'wrong' },
      server.url,
    );
    expect(
      await refusalOf(wrong.sts.send(new GetCallerIdentityCommand({}))),
    ).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
  });

  it('gives credentials for the token of an environment, and not of a sibling', async () => {
    const { sts } = awsClients(demo.awsCredentials, server.url);
    const assume = async (environment: string) =>
      sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: 'arn:aws:iam::222222222222:role/payments-prod-api',
          RoleSessionName: 'session',
          WebIdentityToken: await simulator.mintEnvironmentToken(environment),
        }),
      );
    const { Credentials } = await assume('acme/payments/prod-api');
    expect(Credentials!.AccessKeyId).toMatch(/^ASIA/);
    expect(
      await refusalOf(assume('acme/payments/nightly-batch')),
    ).toMatchObject({
      message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    });
  });

  it("serves Pulumi Cloud's API", async () => {
    const environment = `${server.url}/api/esc/environments/acme/payments/prod-api`;
    const headers = { Authorization: `token ${demo.pulumiTokens.write}` };
    const read = await fetch(environment, { headers });
    expect(read.status).toBe(200);
    const etag = read.headers.get('etag')!;
    const head = await fetch(environment, { method: 'HEAD', headers });
    expect(head.headers.get('etag')).toBe(etag);
    const written = await fetch(environment, {
      method: 'PATCH',
      headers: { ...headers, ETag: etag, 'Content-Type': 'application/x-yaml' },
      body: `${await read.text()}# by hand\n`,
    });
    expect(written.status).toBe(200);
    expect(written.headers.get('pulumi-esc-revision')).toBe('3');
  });

  it('publishes the key that signs tokens', async () => {
    const discovery = await fetch(
      `${server.url}/oidc/.well-known/openid-configuration`,
    );
    expect(await discovery.json()).toMatchObject({ issuer: simulator.issuer });
    const keys = await fetch(`${server.url}/oidc/.well-known/jwks`);
    const [jwk] = ((await keys.json()) as { keys: [{ kid: string }] }).keys;
    const token = await simulator.mintToken({ audience: 'a', subject: 's' });
    const [header, claims, signature] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString()).kid).toBe(
      jwk.kid,
    );
    const key = createPublicKey({ key: jwk as object, format: 'jwk' });
    const signed = Buffer.from(`${header}.${claims}`);
    expect(
      verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
  });

  it('answers 404 to anything else', async () => {
    const posted = await fetch(server.url, { method: 'POST', body: 'x=y' });
    expect(posted.status).toBe(404);
    expect((await fetch(`${server.url}/api/other`)).status).toBe(404);
  });

  it('tells that the port is busy', async () => {
    const port = Number(new URL(server.url).port);
    await expect(serveCloudSimulator(simulator, { port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another port for the cloud simulator.`,
    );
  });
});

it.each(['0.0.0.0', '::', '192.168.1.1', 'example.com'])(
  'refuses to listen on %s',
  async host => {
    await expect(
      serveCloudSimulator(createCloudSimulator(), { host }),
    ).rejects.toThrow(
      `The cloud simulator listens on loopback only (127.0.0.1, ::1, localhost), not on ${host}.`,
    );
  },
);

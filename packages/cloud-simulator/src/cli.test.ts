import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';

jest.setTimeout(60_000);

/** What the simulator says about itself once it listens. */
const reportOf = (child: ChildProcess) =>
  new Promise<any>(done => {
    // The transform sends messages of its own.
    child.on('message', (message: any) => message.url && done(message));
  });

const start = (...args: string[]) =>
  fork(resolve(__dirname, 'cli.ts'), args, {
    execArgv: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

it('reports to its parent, serves, and stops with it', async () => {
  const child = start('--port', '0');
  const report = await reportOf(child);
  expect(report).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    awsCredentials: {
      accessKeyId: expect.any(String),
      secretAccessKey: expect.any(String),
    },
    pulumiTokens: {
      read: expect.stringMatching(/^pul-/),
      write: expect.stringMatching(/^pul-/),
      open: expect.stringMatching(/^pul-/),
    },
    mappings: expect.any(Array),
  });
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint: report.url,
    credentials: report.awsCredentials,
  });
  const me = await sts.send(new GetCallerIdentityCommand({}));
  expect(me.Account).toBe('111111111111');
  const exited = once(child, 'exit');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

it('refuses the IAM of an account when its parent says so', async () => {
  const child = start('--port', '0');
  const { url: endpoint, awsCredentials } = await reportOf(child);
  const client = { region: 'us-east-1', endpoint };
  const sts = new STSClient({ ...client, credentials: awsCredentials });
  const lookInto = async (accountId: string) => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/esc-trust-portal`,
        RoleSessionName: 'test',
      }),
    );
    const iam = new IAMClient({
      ...client,
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      },
    });
    return (await iam.send(new ListRolesCommand({}))).Roles?.length;
  };
  child.send({ refuseIamOf: '333333333333' });
  await expect(lookInto('333333333333')).rejects.toThrow(
    'not authorized to perform: iam:ListRoles',
  );
  expect(await lookInto('222222222222')).toBeGreaterThan(1);

  child.disconnect();
  await once(child, 'exit');
});

it('says what is wrong with its arguments', async () => {
  const child = start('--port', 'many');
  let said = '';
  child.stderr!.on('data', chunk => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([
    1,
    '--port takes a number up to 65535, not many\n',
  ]);
});

import { CreateUserCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import {
  accountWithUser,
  awsClients,
  interceptedSimulator,
  refusalOf,
} from '../__testUtils__/cloud';

let time = new Date();
const { simulator } = interceptedSimulator({ now: () => time });
beforeEach(() => {
  time = new Date();
});
const whoAmI = (credentials: Parameters<typeof awsClients>[0]) =>
  awsClients(credentials).sts.send(new GetCallerIdentityCommand({}));

it('follows the account from the credentials, through AssumeRole', async () => {
  const { sts, credentials } = accountWithUser(simulator());
  expect(await whoAmI(credentials)).toMatchObject({
    Account: '111111111111',
    Arn: 'arn:aws:iam::111111111111:user/admin',
  });
  const other = simulator().aws.addAccount('222222222222', {
    partition: 'aws',
  });
  const trust = (Condition?: object) => ({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111111111111:user/admin' },
      Action: 'sts:AssumeRole',
      Condition,
    },
  });
  const { arn } = other.putRole({
    roleName: 'portal',
    assumeRolePolicyDocument: trust(),
  });
  const assume = (over: object = {}) =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: 'portal',
        ...over,
      }),
    );
  const session = await assume();
  const keys = {
    accessKeyId: session.Credentials!.AccessKeyId!,
    secretAccessKey: session.Credentials!.SecretAccessKey!,
    sessionToken: session.Credentials!.SessionToken!,
  };
  expect(keys.accessKeyId).toMatch(/^ASIA/);
  expect(await whoAmI(keys)).toMatchObject({
    Account: '222222222222',
    Arn: 'arn:aws:sts::222222222222:assumed-role/portal/portal',
  });
  const { Roles } = await awsClients(keys).iam.send(new ListRolesCommand({}));
  expect(Roles!.map(role => role.Arn)).toEqual([arn]);
  expect(simulator().calls.at(-1)).toEqual({
    service: 'iam',
    action: 'ListRoles',
    accountId: '222222222222',
    write: false,
    status: 200,
  });

  expect(
    await refusalOf(whoAmI({ ...keys, sessionToken: 'wrong' })),
  ).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
  expect(
    await refusalOf(whoAmI({ ...keys, sessionToken: undefined })),
  ).toMatchObject({ name: 'InvalidClientTokenId' });
  time = new Date(time.getTime() + 3601_000);
  expect(await refusalOf(whoAmI(keys))).toMatchObject({
    name: 'ExpiredToken',
    status: 403,
  });

  expect(await refusalOf(assume({ DurationSeconds: 7200 }))).toMatchObject({
    name: 'ValidationError',
  });
  other.putRole({
    roleName: 'portal',
    assumeRolePolicyDocument: trust({
      StringEquals: { 'sts:ExternalId': 'x' },
    }),
  });
  expect(await refusalOf(assume())).toEqual({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::111111111111:user/admin is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    status: 403,
  });
  await expect(assume({ ExternalId: 'x' })).resolves.toBeDefined();
});

it('verifies who signed', async () => {
  const { credentials } = accountWithUser(simulator());
  expect(
    await refusalOf(whoAmI({ ...credentials, accessKeyId: 'AKIAUNKNOWN' })),
  ).toEqual({
    name: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
    status: 403,
  });
  expect(
    await refusalOf(whoAmI({ ...credentials, secretAccessKey: 'wrong' })),
  ).toMatchObject({
    name: 'SignatureDoesNotMatch',
    status: 403,
  });
  const unsigned = await fetch('https://iam.amazonaws.com/', {
    method: 'POST',
    body: new URLSearchParams({ Action: 'ListRoles', Version: '2010-05-08' }),
  });
  expect(unsigned.status).toBe(403);
  expect(await unsigned.text()).toMatch(
    /^<ErrorResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><Error><Type>Sender<\/Type><Code>MissingAuthenticationToken<\/Code><Message>.*<\/Message><\/Error><RequestId>[0-9a-f-]+<\/RequestId><\/ErrorResponse>$/,
  );
});

it('refuses a request whose body was changed after signing', async () => {
  const { iam } = accountWithUser(simulator());
  iam.middlewareStack.add(
    next => async args => {
      const request = args.request as { body: string };
      // Of the same length, since the length is told before.
      request.body = request.body.replace('ListRoles', 'ListUsers');
      return next(args);
    },
    { step: 'deserialize' },
  );
  expect(await refusalOf(iam.send(new ListRolesCommand({})))).toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

it('knows no other actions', async () => {
  const { iam } = accountWithUser(simulator());
  const call = iam.send(new CreateUserCommand({ UserName: 'x' }));
  expect(await refusalOf(call)).toEqual({
    name: 'InvalidAction',
    message: 'Could not find operation CreateUser for version 2010-05-08',
    status: 400,
  });
});

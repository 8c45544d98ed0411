import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import {
  accountWithUser,
  awsClients,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from '../../__testUtils__/cloud';

let time = new Date('2026-11-23T12:00:00Z');
const { simulator } = interceptedSimulator({ now: () => time });

const accountId = '111111111111';
const subject = 'pulumi:environments:org:acme:env:payments/prod';
const good = { audience: 'aws:acme', subject };
const roleArn = `arn:aws:iam::${accountId}:role/payments`;
const exact = {
  StringEquals: {
    'api.pulumi.com/oidc:aud': 'aws:acme',
    'api.pulumi.com/oidc:sub': subject,
  },
};

beforeEach(() => {
  time = new Date('2026-11-23T12:00:00Z');
  const { account } = accountWithUser(simulator());
  account.putIdentityProvider({
    url: simulator().issuer,
    clientIds: ['aws:acme', 'aws:other'],
  });
  account.putRole({
    roleName: 'payments',
    assumeRolePolicyDocument: pulumiTrust(accountId, exact),
  });
});

const assume = async (
  token: string | Promise<string>,
  over: {
    RoleArn?: string;
    DurationSeconds?: number;
    RoleSessionName?: string;
  } = {},
) =>
  // No credentials: the call is not signed.
  new STSClient({ region: 'us-east-1', maxAttempts: 1 }).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: 'session',
      WebIdentityToken: await token,
      ...over,
    }),
  );

it('gives working credentials for a token that passes every gate', async () => {
  const answer = await assume(simulator().mintToken(good));
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: subject,
    Audience: 'aws:acme',
    Provider: `arn:aws:iam::${accountId}:oidc-provider/api.pulumi.com/oidc`,
    AssumedRoleUser: {
      Arn: `arn:aws:sts::${accountId}:assumed-role/payments/session`,
    },
  });
  expect(answer.Credentials!.Expiration).toEqual(
    new Date('2026-11-23T13:00:00Z'),
  );
  const { sts } = awsClients({
    accessKeyId: answer.Credentials!.AccessKeyId!,
    secretAccessKey: answer.Credentials!.SecretAccessKey!,
    sessionToken: answer.Credentials!.SessionToken!,
  });
  const me = await sts.send(new GetCallerIdentityCommand({}));
  expect(me.Arn).toBe(
    `arn:aws:sts::${accountId}:assumed-role/payments/session`,
  );
  time = new Date('2026-11-23T13:00:01Z');
  expect(
    await refusalOf(sts.send(new GetCallerIdentityCommand({}))),
  ).toMatchObject({ name: 'ExpiredToken', status: 403 });
});

describe('gates, in order', () => {
  it('identity provider', async () => {
    simulator().aws.account(accountId).identityProviders.clear();
    expect(await refusalOf(assume(simulator().mintToken(good)))).toEqual({
      name: 'InvalidIdentityTokenException',
      message:
        'No OpenIDConnect provider found in your account for https://api.pulumi.com/oidc',
      status: 400,
    });
  });

  it('identity provider of another account or issuer', async () => {
    simulator().aws.addAccount('222222222222');
    const elsewhere = 'arn:aws:iam::222222222222:role/payments';
    const message = /^No OpenIDConnect provider found in your account for /;
    expect(
      await refusalOf(
        assume(simulator().mintToken(good), { RoleArn: elsewhere }),
      ),
    ).toMatchObject({ message: expect.stringMatching(message) });
    const issuer = 'https://api.pulumi.com/oidc/v2';
    expect(
      await refusalOf(assume(simulator().mintToken({ ...good, issuer }))),
    ).toMatchObject({
      message: `No OpenIDConnect provider found in your account for ${issuer}`,
    });
  });

  it('token: expiry with five minutes of skew', async () => {
    const old = (seconds: number) =>
      simulator().mintToken({ ...good, expiresInSeconds: -seconds });
    await expect(assume(old(299))).resolves.toBeDefined();
    expect(await refusalOf(assume(old(300)))).toMatchObject({
      name: 'ExpiredTokenException',
      status: 400,
    });
  });

  it.each<[string, (token: string) => string]>([
    [
      'a changed payload',
      token => {
        const [header, , signature] = token.split('.');
        const claims = {
          iss: 'https://api.pulumi.com/oidc',
          aud: 'aws:acme',
          sub: `${subject}-other`,
          iat: 1795435200,
          exp: 1795438800,
        };
        const payload = Buffer.from(JSON.stringify(claims)).toString(
          'base64url',
        );
        return [header, payload, signature].join('.');
      },
    ],
    [
      'algorithm none',
      token => {
        const header = Buffer.from('{"alg":"none"}').toString('base64url');
        return [header, token.split('.')[1], ''].join('.');
      },
    ],
    ['no JWT', () => 'not-a-token'],
  ])('token: %s', async (_, change) => {
    const token = change(await simulator().mintToken(good));
    expect(await refusalOf(assume(token))).toMatchObject({
      name: 'InvalidIdentityTokenException',
      status: 400,
    });
  });

  it('token: a registered issuer whose keys nobody can fetch', async () => {
    const issuer = 'https://issuer.example.com';
    simulator()
      .aws.account(accountId)
      .putIdentityProvider({ url: issuer, clientIds: ['aws:acme'] });
    expect(
      await refusalOf(assume(simulator().mintToken({ ...good, issuer }))),
    ).toMatchObject({ name: 'InvalidIdentityTokenException' });
  });

  it('token: no subject', async () => {
    const token = simulator().mintToken({ ...good, subject: '' });
    expect(await refusalOf(assume(token))).toMatchObject({
      name: 'InvalidIdentityTokenException',
    });
  });

  it('audience, before the role is looked at', async () => {
    const token = simulator().mintToken({ ...good, audience: 'acme' });
    expect(
      await refusalOf(assume(token, { RoleArn: `${roleArn}-missing` })),
    ).toEqual({
      name: 'InvalidIdentityTokenException',
      message: 'Incorrect token audience',
      status: 400,
    });
  });

  it.each<[string, { audience: string; subject: string }, string]>([
    ['wrong subject', { ...good, subject: `${subject}-sibling` }, roleArn],
    ['wrong audience condition', { ...good, audience: 'aws:other' }, roleArn],
    ['missing role', good, `${roleArn}-missing`],
    ['role at another path', good, roleArn.replace('role/', 'role/path/')],
  ])(
    'role and trust policy: %s, always the same sentence',
    async (_, claims, arn) => {
      const token = simulator().mintToken(claims);
      const call = assume(token, { RoleArn: arn });
      expect(await refusalOf(call)).toEqual({
        name: 'AccessDenied',
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
        status: 403,
      });
    },
  );

  it('session tags need sts:TagSession', async () => {
    const extra = { 'https://aws.amazon.com/tags': { principal_tags: {} } };
    const token = simulator().mintToken({ ...good, extra });
    expect(await refusalOf(assume(token))).toMatchObject({
      message: 'Not authorized to perform sts:TagSession',
    });
  });

  it('duration, last', async () => {
    const tooLong = { DurationSeconds: 7200 };
    expect(
      await refusalOf(assume(simulator().mintToken(good), tooLong)),
    ).toEqual({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      status: 400,
    });
    const wrong = simulator().mintToken({ ...good, subject: 'x' });
    expect(await refusalOf(assume(wrong, tooLong))).toMatchObject({
      name: 'AccessDenied',
    });
    simulator()
      .aws.account(accountId)
      .role('payments')!.maxSessionDuration = 7200;
    await expect(
      assume(simulator().mintToken(good), tooLong),
    ).resolves.toBeDefined();
  });

  it.each([
    [{ RoleSessionName: 'not allowed' }, 'roleSessionName'],
    [{ DurationSeconds: 899 }, 'durationSeconds'],
    [{ DurationSeconds: 43201 }, 'durationSeconds'],
    [{ RoleArn: 'arn:aws:iam::1:role/payments' }, 'Request ARN is invalid'],
  ])('parameters come before all gates: %j', async (over, text) => {
    expect(await refusalOf(assume('abcd', over))).toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(text),
      status: 400,
    });
  });
});

it('records calls with their account and status', async () => {
  await assume(simulator().mintToken(good));
  await refusalOf(assume(simulator().mintToken({ ...good, subject: 'x' })));
  expect(simulator().calls).toEqual(
    [200, 403].map(status => ({
      service: 'sts',
      action: 'AssumeRoleWithWebIdentity',
      accountId,
      write: false,
      status,
    })),
  );
});

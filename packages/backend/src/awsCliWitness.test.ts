import { awsCli, hasAwsCli } from './__testUtils__/awsCli';
import { Portal, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const ENVIRONMENT = 'acme/payments/witnessed';
const SIBLING = 'acme/payments/witnessed-too';
const VALUES = {
  environment: { organization: 'acme', project: 'payments', name: 'witnessed' },
  accountId: '111111111111',
  ownerRef: 'group:default/payments-team',
};
const DENIED = {
  isSuccess: false,
  stdout: '',
  stderr:
    'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
};

const isThere = hasAwsCli();
if (!isThere) {
  process.stderr.write(
    'Skipped: the AWS CLI is no witness here, there is no `aws` on the PATH.\n',
  );
}

// What judges here shares no line with the portal: AWS's own client asks, over
// HTTP, with the token that Pulumi Cloud would send.
(isThere ? describe : describe.skip)('the AWS CLI as witness', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      client: 'better-sqlite3',
      connection: ':memory:',
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  const assume = (roleArn: string, token: string) =>
    awsCli(portal.simulatorUrl, [
      'sts',
      'assume-role-with-web-identity',
      '--role-arn',
      roleArn,
      '--role-session-name',
      'witness',
      '--web-identity-token',
      token,
    ]);

  it('gets in with the environment’s token only, and only until the role is removed', async () => {
    const { client, simulator } = portal;
    const provisioned = await client.runTemplate(
      'aws-role-for-esc-environment',
      VALUES,
    );
    expect(provisioned.status).toBe('completed');
    const roleArn = simulator.aws
      .account(VALUES.accountId)
      .roles()
      .find(({ path }) => path === '/pulumi-esc/')!.arn;
    // A sibling that asks for the very same: its definition is a copy.
    const { organization, project, yaml } =
      simulator.pulumi.environment(ENVIRONMENT)!;
    simulator.pulumi.putEnvironment({
      organization,
      project,
      name: 'witnessed-too',
      yaml,
    });
    const own = await simulator.mintEnvironmentToken(ENVIRONMENT);
    const siblings = await simulator.mintEnvironmentToken(SIBLING);

    const admitted = await assume(roleArn, own);
    expect(admitted).toMatchObject({ isSuccess: true, stderr: '' });
    expect(JSON.parse(admitted.stdout)).toMatchObject({
      Credentials: { SessionToken: expect.any(String) },
      Audience: 'aws:acme',
      SubjectFromWebIdentityToken:
        'pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:payments/witnessed',
      AssumedRoleUser: { Arn: expect.stringMatching(/\/witness$/) },
    });
    expect(await assume(roleArn, siblings)).toEqual(DENIED);

    const removed = await client.runTemplate(
      'remove-aws-role-for-esc-environment',
      VALUES,
    );
    expect(removed.status).toBe('completed');
    for (const token of [own, siblings]) {
      expect(await assume(roleArn, token)).toEqual(DENIED);
    }
  });
});

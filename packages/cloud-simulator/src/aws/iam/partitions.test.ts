import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import {
  awsClients,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from '../../__testUtils__/cloud';

const { simulator } = interceptedSimulator();
const accountId = '333333333333';

describe.each(['aws-us-gov', 'aws-cn'] as const)('in %s', partition => {
  const start = () => {
    const account = simulator().aws.addAccount(accountId, { partition });
    const credentials = simulator().aws.createAccessKey({
      accountId,
      userName: 'admin',
    });
    return { account, ...awsClients(credentials) };
  };
  const prefix = `arn:${partition}:iam::${accountId}:`;
  const trust = pulumiTrust(accountId).replaceAll(
    'arn:aws:',
    `arn:${partition}:`,
  );

  it('every ARN names the partition, and logins pass', async () => {
    const { iam, sts, account } = start();
    const { OpenIDConnectProviderArn } = await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: 'https://api.pulumi.com/oidc',
        ClientIDList: ['aws:acme'],
      }),
    );
    expect(OpenIDConnectProviderArn).toBe(
      `${prefix}oidc-provider/api.pulumi.com/oidc`,
    );
    const PolicyArn = `arn:${partition}:iam::aws:policy/ReadOnlyAccess`;
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: 'r',
        Path: '/esc/',
        AssumeRolePolicyDocument: trust,
        PermissionsBoundary: PolicyArn,
      }),
    );
    expect(Role!.Arn).toBe(`${prefix}role/esc/r`);
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }));
    expect(account.role('r')!.permissionsBoundary).toBe(PolicyArn);
    const { AssumedRoleUser } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: Role!.Arn,
        RoleSessionName: 'session',
        WebIdentityToken: await simulator().mintToken({
          audience: 'aws:acme',
          subject: 's',
        }),
      }),
    );
    expect(AssumedRoleUser!.Arn).toBe(
      `arn:${partition}:sts::${accountId}:assumed-role/r/session`,
    );
  });

  it('nothing of the partition `aws` is there, nor may be a principal', async () => {
    const { iam } = start();
    await iam.send(
      new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust }),
    );
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    expect(
      await refusalOf(
        iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn })),
      ),
    ).toMatchObject({ name: 'NoSuchEntityException' });
    const user = `arn:aws:iam::${accountId}:user/admin`;
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: user },
        Action: 'sts:AssumeRole',
      },
    });
    expect(
      await refusalOf(
        iam.send(
          new CreateRoleCommand({ RoleName: 's', AssumeRolePolicyDocument }),
        ),
      ),
    ).toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: `Invalid principal in policy: "AWS":"${user}"`,
    });
  });
});

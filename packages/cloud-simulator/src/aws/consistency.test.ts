import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import {
  accountWithUser,
  interceptedSimulator,
  pulumiTrust,
  refusalOf,
} from '../__testUtils__/cloud';

const { simulator } = interceptedSimulator();
const RoleName = 'r';
const trust = pulumiTrust('111111111111');
const policyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const providerArn =
  'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
const start = (lagReads = 0) => {
  const { consistency } = simulator();
  consistency.lagReads = lagReads;
  const { account, iam, sts } = accountWithUser(simulator());
  const create = () =>
    iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }),
    );
  const get = () => iam.send(new GetRoleCommand({ RoleName }));
  return { account, iam, sts, consistency, create, get };
};
const createProvider = new CreateOpenIDConnectProviderCommand({
  Url: 'https://api.pulumi.com/oidc',
  ClientIDList: ['aws:acme'],
});

it('shows everything at once by default', async () => {
  const { create, get, account } = start();
  await create();
  expect((await get()).Role!.Arn).toBe(account.role(RoleName)!.arn);
});

it('a new role is missing for some reads, while writes find it', async () => {
  const { create, get, iam } = start(2);
  await create();
  await iam.send(
    new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn }),
  );
  expect(await refusalOf(create())).toMatchObject({
    name: 'EntityAlreadyExistsException',
  });
  expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  expect(await refusalOf(get())).toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name r cannot be found.',
  });
  expect((await get()).Role!.RoleName).toBe(RoleName);
  expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(1);
});

it('a deleted role is still there for some reads', async () => {
  const { create, get, iam, consistency } = start();
  await create();
  consistency.lagReads = 1;
  await iam.send(new DeleteRoleCommand({ RoleName }));
  expect((await get()).Role!.RoleName).toBe(RoleName);
  expect(await refusalOf(get())).toMatchObject({
    name: 'NoSuchEntityException',
  });
});

it('trust policy, tags and policies lag together with their role', async () => {
  const { create, get, iam, consistency } = start();
  await create();
  consistency.lagReads = 4;
  const changed = pulumiTrust('111111111111', undefined, { Sid: 'New' });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: changed }),
  );
  await iam.send(
    new TagRoleCommand({ RoleName, Tags: [{ Key: 'k', Value: 'v' }] }),
  );
  await iam.send(
    new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'inline',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
    }),
  );
  const look = async () => {
    const { Role } = await get();
    const tags = await iam.send(new ListRoleTagsCommand({ RoleName }));
    const attached = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    return {
      changed: decodeURIComponent(Role!.AssumeRolePolicyDocument!) === changed,
      tags: tags.Tags!.length,
      attached: attached.AttachedPolicies!.length,
    };
  };
  expect(await look()).toEqual({ changed: false, tags: 0, attached: 0 });
  expect(await look()).toEqual({ changed: false, tags: 1, attached: 1 });
  expect(await look()).toEqual({ changed: true, tags: 1, attached: 1 });
});

it('identity providers lag alike', async () => {
  const { iam, consistency } = start(1);
  const get = () =>
    iam.send(
      new GetOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: providerArn,
      }),
    );
  await iam.send(createProvider);
  const { OpenIDConnectProviderList } = await iam.send(
    new ListOpenIDConnectProvidersCommand({}),
  );
  expect(OpenIDConnectProviderList).toEqual([]);
  expect((await get()).ClientIDList).toEqual(['aws:acme']);
  await iam.send(
    new AddClientIDToOpenIDConnectProviderCommand({
      OpenIDConnectProviderArn: providerArn,
      ClientID: 'aws:other',
    }),
  );
  expect((await get()).ClientIDList).toEqual(['aws:acme']);
  expect((await get()).ClientIDList).toEqual(['aws:acme', 'aws:other']);
  consistency.lagReads = 5;
  await iam.send(
    new AddClientIDToOpenIDConnectProviderCommand({
      OpenIDConnectProviderArn: providerArn,
      ClientID: 'aws:third',
    }),
  );
  consistency.settle();
  expect((await get()).ClientIDList).toHaveLength(3);
});

it('a trust policy that refers to something new is refused for a while', async () => {
  const { create, iam } = start(2);
  await iam.send(createProvider);
  for (let n = 0; n < 2; n += 1) {
    expect(await refusalOf(create())).toEqual({
      name: 'MalformedPolicyDocumentException',
      message: `Invalid principal in policy: "FEDERATED":"${providerArn}"`,
      status: 400,
    });
  }
  const { Role } = await create();
  const reference = () =>
    iam.send(
      new CreateRoleCommand({
        RoleName: 'second',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: Role!.Arn },
            Action: 'sts:AssumeRole',
          },
        }),
      }),
    );
  for (let n = 0; n < 2; n += 1) {
    expect(await refusalOf(reference())).toMatchObject({
      message: `Invalid principal in policy: "AWS":"${Role!.Arn}"`,
    });
  }
  await reference();
});

it('lags by resource, on request', async () => {
  const { create, get, iam, consistency } = start();
  consistency.lagReads = arn => (arn.endsWith(':role/r') ? 1 : 0);
  await iam.send(createProvider);
  await create();
  const { OpenIDConnectProviderList } = await iam.send(
    new ListOpenIDConnectProvidersCommand({}),
  );
  expect(OpenIDConnectProviderList).toHaveLength(1);
  expect(await refusalOf(get())).toMatchObject({
    name: 'NoSuchEntityException',
  });
  expect((await get()).Role).toBeDefined();
});

it('leaves other roles, other accounts and refused writes alone', async () => {
  const { create, get, iam, account } = start(1);
  const other = accountWithUser(simulator(), '222222222222');
  for (const one of [account, other.account]) {
    one.putRole({ roleName: 'old', assumeRolePolicyDocument: trust });
  }
  await refusalOf(iam.send(new DeleteRoleCommand({ RoleName: 'none' })));
  await create();
  await iam.send(new GetRoleCommand({ RoleName: 'old' }));
  const { Roles } = await other.iam.send(new ListRolesCommand({}));
  expect(Roles).toHaveLength(1);
  expect(await refusalOf(get())).toMatchObject({
    name: 'NoSuchEntityException',
  });
  expect((await get()).Role).toBeDefined();
});

it('logins lag on their own count', async () => {
  const { create, get, iam, sts, consistency } = start();
  consistency.lagLogins = 1;
  await iam.send(createProvider);
  await create();
  await get();
  const login = async () =>
    sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: 'arn:aws:iam::111111111111:role/r',
        RoleSessionName: 'session',
        WebIdentityToken: await simulator().mintToken({
          audience: 'aws:acme',
          subject: 's',
        }),
      }),
    );
  expect(await refusalOf(login())).toMatchObject({
    message: expect.stringContaining('No OpenIDConnect provider found'),
  });
  await login();
  const denied = pulumiTrust('111111111111', {
    StringEquals: {
      'api.pulumi.com/oidc:aud': 'aws:acme',
      'api.pulumi.com/oidc:sub': 'other',
    },
  });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: denied }),
  );
  await login();
  expect(await refusalOf(login())).toMatchObject({ name: 'AccessDenied' });
});

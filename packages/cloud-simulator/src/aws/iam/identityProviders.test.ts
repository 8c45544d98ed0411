import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import {
  accountWithUser,
  interceptedSimulator,
  refusalOf,
} from '../../__testUtils__/cloud';

const { simulator } = interceptedSimulator();
const Url = 'https://api.pulumi.com/oidc';
const OpenIDConnectProviderArn =
  'arn:aws:iam::111111111111:oidc-provider/api.pulumi.com/oidc';
const start = () => accountWithUser(simulator());

it('creates, reads, tags, lists and deletes', async () => {
  const { iam, account } = start();
  const created = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url,
      ClientIDList: ['aws:acme'],
      Tags: [{ Key: 'a', Value: 'b = c' }],
    }),
  );
  expect(created.OpenIDConnectProviderArn).toBe(OpenIDConnectProviderArn);
  const target = { OpenIDConnectProviderArn };
  const read = () => iam.send(new GetOpenIDConnectProviderCommand(target));
  expect(await read()).toMatchObject({
    Url: 'api.pulumi.com/oidc',
    ClientIDList: ['aws:acme'],
    ThumbprintList: [expect.stringMatching(/^[0-9a-f]{40}$/)],
    Tags: [{ Key: 'a', Value: 'b = c' }],
    CreateDate: expect.any(Date),
  });
  await iam.send(
    new TagOpenIDConnectProviderCommand({
      ...target,
      Tags: [
        { Key: 'A', Value: '2' },
        { Key: 'x', Value: '' },
      ],
    }),
  );
  await iam.send(
    new UntagOpenIDConnectProviderCommand({ ...target, TagKeys: ['x', 'y'] }),
  );
  expect((await read()).Tags).toEqual([{ Key: 'A', Value: '2' }]);
  expect(
    await iam.send(new ListOpenIDConnectProvidersCommand({})),
  ).toMatchObject({
    OpenIDConnectProviderList: [{ Arn: OpenIDConnectProviderArn }],
  });
  // Deleting is idempotent.
  await iam.send(new DeleteOpenIDConnectProviderCommand(target));
  await iam.send(new DeleteOpenIDConnectProviderCommand(target));
  expect(account.identityProviders.size).toBe(0);
  expect(await refusalOf(read())).toEqual({
    name: 'NoSuchEntityException',
    message: `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
    status: 404,
  });
});

it('adds and removes client ids idempotently, up to a hundred', async () => {
  const { iam, account } = start();
  const provider = account.putIdentityProvider({ url: Url });
  const add = (ClientID: string) =>
    iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        ClientID,
      }),
    );
  const remove = (ClientID: string) =>
    iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        ClientID,
      }),
    );
  await add('aws:acme');
  await add('aws:acme');
  expect([...provider.clientIds]).toEqual(['aws:acme']);
  for (let index = 1; index < 100; index += 1) {
    provider.clientIds.add(`client-${index}`);
  }
  await add('aws:acme');
  expect(await refusalOf(add('one-more'))).toEqual({
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
    status: 409,
  });
  await remove('aws:acme');
  await remove('aws:acme');
  expect(provider.clientIds.size).toBe(99);
});

it.each<[string, object, string]>([
  ['http', { Url: 'http://api.pulumi.com/oidc' }, 'InvalidInputException'],
  ['a query', { Url: `${Url}?a=b` }, 'InvalidInputException'],
  [
    'a port',
    { Url: 'https://api.pulumi.com:8443/oidc' },
    'InvalidInputException',
  ],
  ['no URL', { Url: 'api.pulumi.com/oidc' }, 'InvalidInputException'],
  ['a long URL', { Url: `${Url}/${'x'.repeat(255)}` }, 'ValidationError'],
  ['an empty client id', { ClientIDList: [''] }, 'ValidationError'],
  ['a long client id', { ClientIDList: ['x'.repeat(256)] }, 'ValidationError'],
  ['101 client ids', { ClientIDList: Array(101).fill('x') }, 'ValidationError'],
  ['a short thumbprint', { ThumbprintList: ['abc'] }, 'ValidationError'],
  [
    'six thumbprints',
    { ThumbprintList: Array(6).fill('a'.repeat(40)) },
    'InvalidInputException',
  ],
  [
    'a reserved tag',
    { Tags: [{ Key: 'aws:x', Value: '' }] },
    'InvalidInputException',
  ],
])('refuses %s', async (_, input, name) => {
  const { iam, account } = start();
  const call = iam.send(
    new CreateOpenIDConnectProviderCommand({ Url, ...input }),
  );
  expect(await refusalOf(call)).toMatchObject({ name, status: 400 });
  expect(account.identityProviders.size).toBe(0);
});

it('has one provider for each URL', async () => {
  const { iam, account } = start();
  account.putIdentityProvider({ url: Url });
  const again = iam.send(new CreateOpenIDConnectProviderCommand({ Url }));
  expect(await refusalOf(again)).toEqual({
    name: 'EntityAlreadyExistsException',
    message: `Provider with url ${Url} already exists.`,
    status: 409,
  });
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: `${Url}/v2` }));
});

it.each(['aws-us-gov', 'aws-cn'] as const)(
  'keeps the partition %s in ARNs and policies',
  async partition => {
    const account = simulator().aws.addAccount('444444444444', { partition });
    const { arn } = account.putIdentityProvider({ url: Url });
    expect(arn).toBe(
      `arn:${partition}:iam::444444444444:oidc-provider/api.pulumi.com/oidc`,
    );
    expect(
      account.managedPolicy(`arn:${partition}:iam::aws:policy/ReadOnlyAccess`),
    ).toBeDefined();
    expect(
      account.managedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess'),
    ).toBeUndefined();
  },
);
